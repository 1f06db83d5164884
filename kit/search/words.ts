const cjk = String.raw`\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー`;
const runs = new RegExp(`[${cjk}]+|[^${cjk}]+`, 'gu');
const beginsCjk = new RegExp(`^[${cjk}]`, 'u');
const hyphenated = /[\p{L}\p{N}\p{M}]+(?:[-‐‑][\p{L}\p{N}\p{M}]+)*/gu;
const hyphen = /[-‐‑]/;
const longestWord = 40;

export interface Word {
  text: string;
  /** A run of Chinese, Japanese or Korean, which cannot be cut into words without a dictionary. */
  cjk: boolean;
}

/** The words of a text as they are compared, and those written with hyphens once more as one: "e-mail" is e, mail, email. */
export function readWords(text: string): { words: Word[]; joined: string[] } {
  const words: Word[] = [];
  const joined: string[] = [];
  for (const [match] of plain(text).matchAll(hyphenated)) {
    const parts = match.split(hyphen);
    for (const part of parts) {
      for (const [run] of part.matchAll(runs)) {
        const isCjk = beginsCjk.test(run);
        words.push({ text: isCjk ? run : run.slice(0, longestWord), cjk: isCjk });
      }
    }
    const whole = parts.join('');
    if (parts.length > 1 && whole.length <= longestWord && !words.at(-1)?.cjk) joined.push(whole);
  }
  return { words, joined };
}

/** Lower case, NFKC, ё as е, Latin without accents, Cyrillic without stress marks. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .replace(/(\p{Script=Cyrillic})[\u0300\u0301]+/gu, '$1')
    .normalize('NFC')
    .replaceAll('ё', 'е');
