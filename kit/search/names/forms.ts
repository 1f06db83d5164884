import { romaniseCyrillic } from './cyrillic.js';
import { nominatives } from './endings.js';
import { romaniseHangul } from './hangul.js';
import { otherLayouts, unpronounceable } from './keyboard.js';
import { koreanSurname, splitKoreanName } from './korean-surnames.js';
import { romaniseLatin } from './latin.js';
import { coarseSkeleton, fineSkeleton, hiatus } from './skeleton.js';

type Script = 'hangul' | 'cyrillic' | 'latin' | 'other';

/** A name, or a part of one, and how it may sound. */
export interface NameForm {
  script: Script;
  /** As written, but in lower case and without accents, ё and soft signs; Hangul as its jamo. */
  plain: string;
  sound(): Sound;
  /** How it sounds if it is only the beginning of a name: "Choi" may become Choirov. */
  beginning(): Sound;
}

/** Skeletons of the readings, the likeliest first. */
interface Sound {
  fine: readonly string[];
  coarse: readonly string[];
}

/** A word that someone looks for. */
export interface QueryWord {
  typed: NameForm;
  /** What it may be a case of. */
  nominatives: readonly NameForm[];
  /** What it was perhaps meant to be, on another keyboard layout. */
  otherLayouts: readonly NameForm[];
  /** Whether it can hardly be meant as it is typed. */
  unlikely: boolean;
}

interface Unit {
  script: Script;
  plain: string;
  spelling: string;
  /** Its sound by habit, where it is a Korean surname. */
  surname: string | undefined;
}

const longestText = 200;
const longestWord = 40;
const mostUnits = 4;
const mostWords = 6;
const mostWordsTogether = 3;

/**
 * The parts of a name that somebody may call it by: each word, words that follow each other, and the last before the others:
 * "Yeong-hui Kim" is Yeong, Hui, Kim, YeongHui, HuiKim, YeongHuiKim and KimYeongHui.
 */
export function readName(name: string): NameForm[] {
  const units = unitsOf(name).slice(0, mostUnits);
  const forms: NameForm[] = [];
  for (let length = 1; length <= units.length; length += 1) {
    for (let start = 0; start + length <= units.length; start += 1) forms.push(formOf(units.slice(start, start + length)));
  }
  if (units.length > 1) forms.push(formOf([...units.slice(-1), ...units.slice(0, -1)]));
  return forms;
}

/**
 * The ways to read a query as words: as typed, and with neighbouring words together, because "Ён Хи" is also Ёнхи and 영희.
 */
export function readQuery(q: string): QueryWord[][] {
  const chunks = q
    .slice(0, longestText)
    .split(/\s+/)
    .filter((chunk) => unitsOf(chunk).length > 0);
  const ways = chunks.length > mostWordsTogether ? [chunks.slice(0, mostWords)] : groupings(chunks);
  return ways.map((groups) => groups.map(readWord));
}

/** ['a', 'b'] → [['a', 'b'], ['a b']] */
function groupings(chunks: readonly string[]): string[][] {
  const [first, second, ...rest] = chunks;
  if (first === undefined) return [];
  if (second === undefined) return [[first]];
  return [...groupings([second, ...rest]).map((groups) => [first, ...groups]), ...groupings([`${first} ${second}`, ...rest])];
}

function readWord(text: string): QueryWord {
  const formsOf = (words: string[]) =>
    words.map((word) => formOf(unitsOf(word))).filter((form) => (form.sound().coarse[0] ?? '').length > 2);
  const word = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/^\P{L}+|\P{L}+$/gu, '');
  return {
    typed: formOf(unitsOf(text)),
    nominatives: formsOf(/^\p{Script=Cyrillic}+$/u.test(word) ? nominatives(word) : []),
    otherLayouts: formsOf(otherLayouts(text)),
    unlikely: unpronounceable(text),
  };
}

function unitsOf(text: string): Unit[] {
  const words =
    text
      .slice(0, longestText)
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}'’ʼ]+/gu) ?? [];
  return words.flatMap((word) => unitsOfWord(word.replace(/['’ʼ]/g, '').slice(0, longestWord)));
}

function unitsOfWord(word: string): Unit[] {
  // Behind whole syllables a lone jamo is one that the keyboard has not finished.
  const hangul = word.replace(/(?<=[가-힣])[\u1100-\u11ff]$/, '');
  if (/^[가-힣]+$/.test(hangul)) return splitKoreanName(hangul).map(hangulUnit);
  const surname = koreanSurname(word);
  if (/^\p{Script=Cyrillic}+$/u.test(word)) {
    const plain = word.replace(/[ёэ]/g, 'е').replaceAll('й', 'и').replace(/[ьъ]/g, '');
    return [{ script: 'cyrillic', plain, spelling: word, surname }];
  }
  const plain = word.normalize('NFKD').replace(/\p{M}/gu, '');
  if (/^\p{Script=Latin}+$/u.test(plain)) return [{ script: 'latin', plain, spelling: plain, surname }];
  return word === '' ? [] : [{ script: 'other', plain: word, spelling: word, surname }];
}

function hangulUnit(part: string, index: number, parts: readonly string[]): Unit {
  const plain = part.normalize('NFD');
  const isSurname = index === 0 && (parts.length > 1 || part.length === 1);
  return isSurname
    ? { script: 'hangul', plain, spelling: part + hiatus, surname: koreanSurname(part) }
    : { script: 'hangul', plain, spelling: part, surname: undefined };
}

function formOf(units: readonly Unit[]): NameForm {
  const [first = 'other', ...more] = new Set(units.map((unit) => unit.script));
  const script = more.length > 0 ? 'other' : first;
  // The units are read together, so that a choice is made once; the rules for small letters leave a surname's sound alone.
  const asSpelt = () => romanisations[script](units.map((unit) => unit.spelling).join('-'));
  const byHabit = () => romanisations[script](units.map((unit) => unit.surname?.toUpperCase() ?? unit.spelling).join('-'));
  const known = units.some((unit) => unit.surname !== undefined);
  return {
    script,
    plain: units.map((unit) => unit.plain).join(''),
    sound: once(() => soundOf(known ? [...byHabit(), ...asSpelt()] : asSpelt())),
    // A single sound left of more letters begins too much.
    beginning: once(() => soundOf(asSpelt().filter((reading, index) => index === 0 || reading.length > 2))),
  };
}

const romanisations: Record<Script, (text: string) => string[]> = {
  hangul: (text) => [romaniseHangul(text)],
  cyrillic: romaniseCyrillic,
  latin: romaniseLatin,
  other: (text) => [text],
};

function soundOf(readings: readonly string[]): Sound {
  const roughs = readings.map((reading) => reading.replaceAll('-', '').toLowerCase());
  const fine = [...new Set(roughs.map((rough) => fineSkeleton(rough) || rough))];
  return { fine, coarse: [...new Set(fine.map(coarseSkeleton))] };
}

/** Most names are told apart before it matters how they sound. */
function once<Value>(make: () => Value): () => Value {
  let value: Value | undefined;
  return () => (value ??= make());
}
