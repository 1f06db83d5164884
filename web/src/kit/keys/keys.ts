/** What of a keyboard event decides; a real event has it all. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * Whether the press is that of "j", "mod+k", "shift+d", "?", "Enter". Letters go by their place on the keyboard: under a
 * Korean or Russian layout the key "j" writes another letter and must still move down.
 */
export function isPress(press: KeyPress, shortcut: string): boolean {
  const parts = shortcut.split('+');
  const key = parts.at(-1) ?? '';
  const mod = parts.includes('mod');
  if (mod !== (press.ctrlKey || press.metaKey) || press.altKey) return false;
  if (key === '?') return press.key === '?' || (press.shiftKey && press.code === 'Slash');
  if (/^[a-z]$/.test(key)) return press.code === `Key${key.toUpperCase()}` && press.shiftKey === parts.includes('shift');
  return press.key === key && press.shiftKey === parts.includes('shift');
}

/** How long the second key of "g t" may take. */
const patience = 1000;

/** Recognises shortcuts of one key or of two in a row; each reader remembers what was pressed before. */
export function keyReader(now: () => number = Date.now) {
  let before: { press: KeyPress; at: number } | undefined;

  return (press: KeyPress, shortcuts: readonly string[]): string | undefined => {
    const earlier = before && now() - before.at < patience ? before.press : undefined;
    const found = shortcuts.find((shortcut) => {
      const [first = '', second] = shortcut.split(' ');
      if (second === undefined) return earlier === undefined && isPress(press, first);
      return earlier !== undefined && isPress(earlier, first) && isPress(press, second);
    });
    const begins =
      found === undefined && shortcuts.some((shortcut) => shortcut.includes(' ') && isPress(press, shortcut.split(' ')[0] ?? ''));
    before = begins ? { press, at: now() } : undefined;
    return found;
  };
}
