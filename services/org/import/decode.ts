import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'windows-1251' | 'cp949';

/**
 * The text of an uploaded file, in whichever of the encodings that spreadsheets in Russia and Korea write. A byte order
 * mark decides; then UTF-8, which other texts hardly ever are by chance; then which language the bytes look like.
 */
export function decodeText(bytes: Buffer): { text: string; encoding: TextEncoding } {
  const encoding = encodingOf(bytes);
  return { text: iconv.decode(bytes, encoding, { stripBOM: true }), encoding };
}

function encodingOf(bytes: Buffer): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (looksLikeUtf16(bytes)) return 'utf-16le';
  if (isUtf8(bytes)) return 'utf-8';
  const head = bytes.subarray(0, 1_000_000);
  const sample = isAscii(head) ? bytes : head;
  return koreanShare(sample) > russianShare(sample) ? 'cp949' : 'windows-1251';
}

/** The delimiters and line ends of a table give UTF-16 away: no other text has a zero byte behind them. */
function looksLikeUtf16(bytes: Buffer): boolean {
  if (bytes.length % 2 !== 0) return false;
  const sample = bytes.subarray(0, 4096);
  let signs = 0;
  for (let at = 0; at < sample.length; at += 2) if (sample.readUInt16LE(at) < 0x80 && sample[at] !== 0) signs += 1;
  return signs * 40 > sample.length;
}

/**
 * How much of the text outside ASCII is Korean if it is read as CP949 (KS X 1001 with Microsoft's extension): a syllable
 * counts 1, a Chinese character a little less, because lower-case Russian reads as nothing but Chinese characters.
 */
function koreanShare(bytes: Buffer): number {
  let korean = 0;
  let characters = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    characters += 1;
    const trail = bytes[at + 1] ?? 0;
    const inStandard = trail >= 0xa1 && trail <= 0xfe;
    const inExtension =
      lead <= 0xc6 && ((trail >= 0x41 && trail <= 0x5a) || (trail >= 0x61 && trail <= 0x7a) || (trail >= 0x81 && trail <= 0xa0));
    if (lead >= 0xb0 && lead <= 0xc8 && inStandard) korean += 1;
    else if (lead >= 0xa1 && lead <= 0xfd && lead !== 0xc9 && inStandard) korean += 0.9;
    else if (inExtension) korean += 0.9;
    else continue;
    at += 1;
  }
  return korean / characters;
}

/** How much of the text outside ASCII is Russian if it is read as windows-1251: its letters, but no capital after a small one. */
function russianShare(bytes: Buffer): number {
  let russian = 0;
  let letters = 0;
  let afterSmall = false;
  for (const byte of bytes) {
    const small = byte >= 0xe0 || byte === 0xb8;
    const capital = (byte >= 0xc0 && byte < 0xe0) || byte === 0xa8;
    if (byte >= 0x80 && !russianPunctuation.has(byte)) {
      letters += 1;
      if (small || (capital && !afterSmall)) russian += 1;
    }
    afterSmall = small;
  }
  return russian / letters;
}

/** … „ “ ” – — no-break space « » № */
const russianPunctuation = new Set([0x85, 0x84, 0x93, 0x94, 0x96, 0x97, 0xa0, 0xab, 0xbb, 0xb9]);
