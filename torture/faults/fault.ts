import type { Installation } from '../installation.js';
import type { Random } from '../../kit/random.js';
import type { RoleProcess } from '../role-process.js';

/** One thing done to the system, from its beginning until everything has been given back. */
export type Fault = {
  readonly about: string;
  /** What it does it to, by name: two faults never do something to the same at once. */
  readonly on: readonly string[];
  /** The roles and servers that may be missed meanwhile. */
  readonly parts: readonly string[];
  harm(random: Random): Promise<void>;
};

/** A kind of fault: all that it can do to an installation, or why it can do nothing here. */
export type FaultKind = {
  readonly name: string;
  faults(installation: Installation): Promise<readonly Fault[] | string> | readonly Fault[] | string;
};

export const processesOf = ({ roles, probes }: Installation) => [...roles, ...probes];

/** Of the servers one is away at a time: without any of them no process could start, and none would ever be well again. */
export const SERVERS = 'the servers';

/** What a fault that is done to a process is about. */
export const inProcess = ({ name }: RoleProcess) => ({ about: name, on: [name], parts: rolesIn(name) });

/** The roles of a process, by its name: "org,auth", "tasks 2". */
export const rolesIn = (process: string): string[] => process.replace(/ \d+$/, '').split(',');
