/** A text with what is selected in it. */
export type Selected = { readonly text: string; readonly start: number; readonly end: number };

/** Puts marks around what is selected, or takes them away where they stand already. */
export function wrap({ text, start, end }: Selected, mark: string, closing = mark): Selected {
  const chosen = text.slice(start, end);
  const isWrapped = text.slice(0, start).endsWith(mark) && text.slice(end).startsWith(closing);
  if (isWrapped) {
    const bare = text.slice(0, start - mark.length) + chosen + text.slice(end + closing.length);
    return { text: bare, start: start - mark.length, end: end - mark.length };
  }
  return {
    text: text.slice(0, start) + mark + chosen + closing + text.slice(end),
    start: start + mark.length,
    end: end + mark.length,
  };
}

/** Puts a prefix before each line that the selection touches, or takes it away where all have it. */
export function prefixLines({ text, start, end }: Selected, prefix: string): Selected {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const to = next === -1 ? text.length : next;
  const lines = text.slice(from, to).split('\n');
  const haveIt = lines.every((line) => line.startsWith(prefix));
  const changed = lines.map((line) => (haveIt ? line.slice(prefix.length) : prefix + line)).join('\n');
  const grown = changed.length - (to - from);
  const moved = Math.max(from, start + (haveIt ? -prefix.length : prefix.length));
  return { text: text.slice(0, from) + changed + text.slice(to), start: moved, end: Math.max(moved, end + grown) };
}
