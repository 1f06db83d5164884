/** Who hears of what: members by the refs they have ("u:SUBJECT", "d:ID"), so that a fan-out looks only at those it reaches. */
export type Audience<Member> = {
  /** Sets the refs of a member, in place of those it had. */
  put(member: Member, refs: readonly string[]): void;
  remove(member: Member): void;
  /** Everyone with at least one of the refs, each once; "*" reaches all. */
  reached(refs: readonly string[]): Iterable<Member>;
  /** Whether the member is one of them. */
  isReached(member: Member, refs: readonly string[]): boolean;
  members(): Iterable<Member>;
};

export function createAudience<Member>(): Audience<Member> {
  const refsOf = new Map<Member, readonly string[]>();
  const byRef = new Map<string, Set<Member>>();

  function leave(member: Member): void {
    for (const ref of refsOf.get(member) ?? []) {
      const members = byRef.get(ref);
      members?.delete(member);
      if (members?.size === 0) byRef.delete(ref);
    }
  }

  return {
    put(member, refs) {
      leave(member);
      refsOf.set(member, refs);
      for (const ref of refs) {
        const members = byRef.get(ref) ?? new Set();
        byRef.set(ref, members.add(member));
      }
    },
    remove(member) {
      leave(member);
      refsOf.delete(member);
    },
    reached(refs) {
      if (refs.includes('*')) return refsOf.keys();
      return new Set(refs.flatMap((ref) => [...(byRef.get(ref) ?? [])]));
    },
    isReached(member, refs) {
      const own = refsOf.get(member);
      return own !== undefined && (refs.includes('*') || refs.some((ref) => own.includes(ref)));
    },
    members: () => refsOf.keys(),
  };
}
