import type { Node, Tree } from '../tree.js';

/** Where a path of names leads: the department that exists, and the names still to be made below it. */
export type Lead = { readonly at: number; readonly missing: readonly string[] };

/**
 * Follows the names from the top. A file may leave out the company itself: where nothing at the top has the first name, the
 * only department of that name is meant, wherever it is.
 */
export function follow(path: readonly string[], tree: Tree): Lead {
  const [first = '', ...rest] = path;
  let node = named(tree.children(0), first) ?? onlyNamed(tree, first);
  if (!node) return { at: 0, missing: path };
  for (const [index, name] of rest.entries()) {
    const next: Node | undefined = named(tree.children(node._id), name);
    if (!next) return { at: node._id, missing: rest.slice(index) };
    node = next;
  }
  return { at: node._id, missing: [] };
}

const named = (nodes: readonly Node[], name: string): Node | undefined => nodes.find((node) => fold(node.name) === fold(name));

function onlyNamed(tree: Tree, name: string): Node | undefined {
  const found = [...tree.all()].filter((node) => fold(node.name) === fold(name));
  return found.length === 1 ? found[0] : undefined;
}

const fold = (name: string): string => name.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();
