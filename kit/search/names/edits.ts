/**
 * How many letters were left out, put in, changed or swapped with their neighbour to get from one word to the other: the
 * optimal string alignment distance (Damerau 1964). Anything above `most` is Infinity.
 */
export function edits(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const changed = (above[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1] ? (before[j - 2] ?? 0) + 1 : changed;
      row.push(Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed, swapped));
    }
    if (Math.min(...row) > most) return Number.POSITIVE_INFINITY;
    before = above;
    above = row;
  }
  const distance = above[right.length] ?? 0;
  return distance > most ? Number.POSITIVE_INFINITY : distance;
}

/** The word with each of its letters left out in turn. Two words one edit apart share one of these or each other. */
export const deletions = (word: string): string[] => [
  ...new Set(Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1))),
];
