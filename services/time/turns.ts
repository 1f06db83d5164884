import type { Context } from '../../kit/context.js';
import { inTurn } from '../../kit/in-turn.js';
import type { Store } from '../../kit/store.js';

type TurnDocument = { _id: string; turn: number };

/** The context of a write within the transaction of a person's turn. */
export type Within = Context & Required<Pick<Context, 'session'>>;

/**
 * Everything that changes a person's day or entries: one after another, each seeing what the one before has written. Within
 * this process they wait for each other; of two processes MongoDB lets one run again, for both write the person's turn.
 */
export type Turns = {
  of<Result>(context: Context, person: string, work: (within: Within) => Promise<Result>): Promise<Result>;
};

export function turnsOf(store: Store): Turns {
  const turns = store.collection<TurnDocument>('turns');
  const waiting = inTurn();
  const known = new Set<string>();

  /** Made outside of the transaction, where two who make it at once do no harm. */
  async function make(person: string): Promise<void> {
    if (known.has(person)) return;
    await turns.updateOne({ _id: person }, { $setOnInsert: { turn: 0 } }, { upsert: true });
    known.add(person);
  }

  return {
    of: (context, person, work) =>
      waiting(person, async () => {
        await make(person);
        return store.transaction(context, async (session) => {
          await turns.updateOne({ _id: person }, { $inc: { turn: 1 } }, { session });
          return work({ ...context, session });
        });
      }),
  };
}

/** For the writes that go along with the one a request asks for: that one alone is remembered under the request's id. */
export const alongside = (within: Within): Within => ({
  ...within,
  requestId: undefined,
  requestDigest: undefined,
  expectedVersion: undefined,
});
