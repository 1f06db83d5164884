/** What of a Markdown tree (https://github.com/syntax-tree/mdast) matters here. */
type Node = { type: string; value?: string; url?: string; children?: Node[] };

/** The address that a mention has inside the tree. */
export const mentionScheme = 'mention:';

const token = /@\{u:([A-Za-z0-9_.-]{1,64})\}/;

/** A remark plugin: mentions in the text become links of their own scheme. In code they stay as they are. */
export function mentionNodes() {
  return (tree: Node): void => replaceIn(tree);
}

function replaceIn(parent: Node): void {
  parent.children = parent.children?.flatMap((child) => {
    if (child.type === 'text') return split(child.value ?? '');
    replaceIn(child);
    return [child];
  });
}

function split(text: string): Node[] {
  // With one group in the pattern, every second part is an id.
  return text.split(token).flatMap((part, index): Node[] => {
    if (index % 2 === 1) return [{ type: 'link', url: mentionScheme + part, children: [{ type: 'text', value: part }] }];
    return part === '' ? [] : [{ type: 'text', value: part }];
  });
}
