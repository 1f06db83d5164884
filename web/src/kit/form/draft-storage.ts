type Drafts = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export const draftKey = (person: string, name: string): string => `atrium.draft.${person}.${name}`;

/** The draft, if one was kept whose shape is still that of `initial`; a newer version of the program may expect another. */
export function readDraft<Value>(storage: Drafts, key: string, initial: Value): Value {
  const text = storage.getItem(key);
  if (text === null) return initial;
  try {
    const stored: unknown = JSON.parse(text);
    return hasShapeOf(stored, initial) ? stored : initial;
  } catch {
    return initial;
  }
}

/** Keeps a draft, or with undefined forgets it. A full storage loses the draft, not what is on screen. */
export function writeDraft(storage: Drafts, key: string, value: unknown): void {
  try {
    if (value === undefined) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(value));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

function hasShapeOf<Value>(stored: unknown, model: Value): stored is Value {
  if (Array.isArray(model)) return Array.isArray(stored);
  if (typeof model !== 'object' || model === null) return typeof stored === typeof model;
  if (typeof stored !== 'object' || stored === null) return false;
  const entries = new Map(Object.entries(stored));
  return Object.entries(model).every(([key, value]) => value === undefined || hasShapeOf(entries.get(key), value));
}
