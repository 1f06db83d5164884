/** One piece of the source, replaced while it is loaded: a safeguard switched off, to prove that its absence is found. */
export type Mutation = { readonly file: string; readonly text: string; readonly by: string };

export const mutations = {
  /** Each event is handled as if it were new. */
  inbox: {
    file: 'kit/inbox.ts',
    text: 'if (await inbox.findOne({ _id }, { session })) return false;',
    by: 'await inbox.deleteOne({ _id }, { session });',
  },
  /** A write on a version that is no longer current is carried out. */
  'version check': {
    file: 'kit/aggregate-store.ts',
    text: 'throw stale(it.name, id);\n        }',
    by: 'void stale;\n        }',
  },
  /** The event is stored outside of the transaction of the write it tells of. */
  'outbox transaction': {
    file: 'kit/store.ts',
    text: 'await events.insertOne(event, { session });',
    by: 'await events.insertOne(event);',
  },
  /** A process that was frozen takes its lease for its own until somebody tells it. */
  'lease fence': {
    file: 'kit/lease.ts',
    text: 'const holds = () => !lost.signal.aborted && performance.now() < lostAt;',
    by: 'const holds = () => !lost.signal.aborted;',
  },
  /** Nobody remembers which requests were carried out. */
  'idempotency record': {
    file: 'kit/aggregate-store.ts',
    text: '...(context.requestId && { requestId: context.requestId, requestDigest: context.requestDigest }),',
    by: '',
  },
} satisfies Record<string, Mutation>;

export type MutationName = keyof typeof mutations;

export const isMutation = (name: string): name is MutationName => Object.hasOwn(mutations, name);

/** The source with the piece replaced. Throws where the piece is not there exactly once: then the proof would prove nothing. */
export function mutated(source: string, { file, text, by }: Mutation): string {
  const parts = source.split(text);
  if (parts.length !== 2) throw new Error(`${file} must hold this exactly once, but does ${parts.length - 1} times:\n${text}`);
  return parts.join(by);
}
