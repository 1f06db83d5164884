export type TextEncoding = 'utf-8' | 'utf-16le' | 'windows-1251' | 'cp949';

/** The text of an uploaded file, whichever encoding its program wrote. */
export function decodeText(bytes: Buffer): { text: string; encoding: TextEncoding } {
  throw new Error(`Being written: ${bytes.length}`);
}
