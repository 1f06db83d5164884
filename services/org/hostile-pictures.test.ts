import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { logoOf, photoOf } from './picture.js';

const picture = (width = 60, height = 40) => sharp({ create: { width, height, channels: 3, background: '#358' } });
const script = '<script>alert(document.domain)</script>';

/** A PNG of so many pixels in few bytes: all of them are zero. */
function bomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.min(height, 2_000) * (Math.ceil(width / 8) + 1)), { level: 9 });
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc32(bytes: Buffer): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

const svg = (inner: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${inner}</svg>`;

describe('what is no picture, or more than one, is refused', () => {
  test.each<[string, () => Promise<Buffer> | Buffer]>([
    ['a drawing with a script', () => Buffer.from(svg(script))],
    ['a drawing that fetches a file', () => Buffer.from(svg('<image href="file:///etc/passwd" width="9" height="9"/>'))],
    ['a drawing that fetches an address', () => Buffer.from(svg('<image href="http://169.254.169.254/" width="9" height="9"/>'))],
    [
      'a drawing with a declaration before it',
      () => Buffer.from(`<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]>${svg('&a;')}`),
    ],
    ['a drawing behind the first bytes of a GIF', () => Buffer.from(`GIF89a${svg(script)}`)],
    ['a page', () => Buffer.from(`<!DOCTYPE html>${script}`)],
    ['a document', () => Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj')],
    ['a program', () => Buffer.from('\u007fELF\u0002\u0001\u0001', 'latin1')],
    ['an archive', () => Buffer.from('PK\u0003\u0004', 'latin1')],
    ['a picture of 60,000 by 60,000 in a hundred bytes', () => bomb(60_000, 60_000)],
    ['a picture as wide as there are numbers', () => bomb(2 ** 31 - 1, 1)],
    ['a picture of no pixels', () => bomb(0, 0)],
    ['a TIFF, whose readers are many', () => picture().tiff().toBuffer()],
    ['half a WebP', async () => (await picture(600, 600).webp().toBuffer()).subarray(0, 60)],
    ['nothing', () => Buffer.alloc(0)],
  ])('%s', async (_, make) => {
    const image = await make();
    await expect(photoOf(image)).rejects.toMatchObject({ reason: 'NOT_AN_IMAGE' });
    await expect(logoOf(image)).rejects.toMatchObject({ reason: 'NOT_AN_IMAGE' });
  });
});

describe('of what is a picture and something else as well, only the picture is kept', () => {
  test.each<[string, () => Promise<Buffer>]>([
    ['a PNG with a page behind it', async () => Buffer.concat([await picture().png().toBuffer(), Buffer.from(script)])],
    [
      'a GIF with an archive behind it',
      async () => Buffer.concat([await picture().gif().toBuffer(), Buffer.from(`PK\u0003\u0004${script}`)]),
    ],
    [
      'a JPEG with a script in its comments',
      async () =>
        picture()
          .withExif({ IFD0: { ImageDescription: script } })
          .jpeg()
          .toBuffer(),
    ],
    [
      'a PNG with a script in its texts',
      async () =>
        picture()
          .withExif({ IFD0: { Copyright: script } })
          .png()
          .toBuffer(),
    ],
    [
      'a WebP with a profile of its own',
      async () =>
        picture()
          .withExif({ IFD0: { Artist: script } })
          .webp()
          .toBuffer(),
    ],
  ])('%s', async (_, make) => {
    const image = await make();
    expect(image.toString('latin1')).toContain('alert(document.domain)');
    const kept = [...(await photoOf(image)).sizes.values(), ...(await logoOf(image)).sizes.values()];
    expect(kept).toHaveLength(4);
    for (const bytes of kept) {
      expect(bytes.subarray(0, 4).toString('latin1') + bytes.subarray(8, 12).toString('latin1')).toBe('RIFFWEBP');
      expect(bytes.toString('latin1')).not.toMatch(/script|alert/);
      expect((await sharp(bytes).metadata()).exif).toBeUndefined();
    }
  });
});
