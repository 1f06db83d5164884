/** What the structure of the company is made of. */
export type Node = {
  readonly _id: number;
  readonly name: string;
  /** 0 at the top. */
  readonly parent: number;
  /** '' where nobody leads it. */
  readonly head: string;
  readonly deputies: readonly string[];
};

/** The departments as a tree, for questions about their places. */
export type Tree = {
  get(id: number): Node | undefined;
  all(): Iterable<Node>;
  children(id: number): readonly Node[];
  /** The department and all above it, from below; empty for one that does not exist. */
  path(id: number): readonly Node[];
  /** The department's id and those of all below it. */
  below(id: number): ReadonlySet<number>;
};

export function treeOf(departments: Iterable<Node>): Tree {
  const nodes = new Map<number, Node>();
  const childrenOf = new Map<number, Node[]>();
  for (const node of departments) {
    nodes.set(node._id, node);
    const siblings = childrenOf.get(node.parent);
    if (siblings) siblings.push(node);
    else childrenOf.set(node.parent, [node]);
  }
  const children = (id: number): readonly Node[] => childrenOf.get(id) ?? [];

  return {
    get: (id) => nodes.get(id),
    all: () => nodes.values(),
    children,
    path(id) {
      const path: Node[] = [];
      // A cycle, which the rules never let come to be, would end the walk.
      for (let node = nodes.get(id); node && !path.includes(node); node = nodes.get(node.parent)) path.push(node);
      return path;
    },
    below(id) {
      const found = new Set<number>();
      const waiting = [id];
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        if (found.has(next)) continue;
        found.add(next);
        waiting.push(...children(next).map((child) => child._id));
      }
      return found;
    },
  };
}

/** "Company › Sales › Sales Korea". */
export const pathText = (path: readonly Node[]): string =>
  path
    .map((node) => node.name)
    .reverse()
    .join(' › ');

/** What stands in `readers` of a person who belongs to these departments; see kit/ability.ts. */
export function readersOf(person: string, departments: readonly number[], tree: Tree): string[] {
  const above = departments.flatMap((id) => tree.path(id).map((node) => `under:${node._id}`));
  return [`u:${person}`, ...departments.map((id) => `in:${id}`), ...new Set(above)];
}
