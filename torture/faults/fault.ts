import type { Installation } from '../installation.js';
import type { Random } from '../random.js';

/** One thing done to the system, from its beginning until everything has been given back. */
export type Fault = { readonly about: string; harm(random: Random): Promise<void> };

/** A kind of fault: all that it can do to an installation, or why it can do nothing here. */
export type FaultKind = {
  readonly name: string;
  faults(installation: Installation): Promise<readonly Fault[] | string> | readonly Fault[] | string;
};

export const processesOf = ({ roles, probes }: Installation) => [...roles, ...probes];
