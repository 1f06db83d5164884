import { Status } from 'nice-grpc-common';
import { notFound, Refusal } from '../../kit/errors.js';
import { type As, type Part, parts } from './company.js';
import type { Stage } from './stage.js';

/** What becomes of a call: it is carried out, its caller is told that they may not, or the thing does not exist to them. */
export type Outcome = 'yes' | 'denied' | 'hidden';

/** What a method gives to whom. Whoever is named nowhere does not learn that the thing exists. */
export type Row = {
  /** Where a method has several rows: what this one is about. */
  about?: string;
  /** Calls the method with a thing of the author; `as` are clients of the caller. */
  call: (as: As, stage: Stage) => Promise<unknown>;
  may: readonly Part[];
  denied?: readonly Part[];
};

/** By "package.Service/Method". */
export type Table = Readonly<Record<string, readonly Row[]>>;

export function expected({ may, denied = [] }: Row): Record<string, Outcome> {
  return Object.fromEntries(
    parts.map((part) => [part, may.includes(part) ? 'yes' : denied.includes(part) ? 'denied' : 'hidden'] as const),
  );
}

/** Calls as everybody in turn, each with a thing of their own, so that none finds what another has left. */
export async function found({ call }: Row, as: (part: Part) => As, stage: Stage): Promise<Record<string, Outcome>> {
  const outcomes = parts.map(async (part) => [part, await outcomeOf(() => call(as(part), stage))] as const);
  return Object.fromEntries(await Promise.all(outcomes));
}

async function outcomeOf(call: () => Promise<unknown>): Promise<Outcome> {
  try {
    await call();
    return 'yes';
  } catch (error) {
    if (error instanceof Refusal && error.code === Status.PERMISSION_DENIED) return 'denied';
    if (error instanceof Refusal && error.code === Status.NOT_FOUND) return 'hidden';
    throw error;
  }
}

/** Of a list: the thing is among them, or it is hidden. */
export function among<Item>(items: readonly Item[], isIt: (item: Item) => boolean): void {
  if (!items.some(isIt)) throw notFound('such item', 'in the list');
}

export const except = (all: readonly Part[], ...left: Part[]): Part[] => all.filter((part) => !left.includes(part));
