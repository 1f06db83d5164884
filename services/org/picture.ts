import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { invalid } from '../../kit/errors.js';

/** A picture as it is kept: decoded and encoded anew, so that nothing of the file but what one sees stays. */
export type Picture = {
  /** Digest of what was uploaded; changes with it. */
  readonly hash: string;
  /** WebP by name of the size. */
  readonly sizes: ReadonlyMap<string, Buffer>;
};

export const photoEdges = [64, 128, 512] as const;

/** More than nearly any camera's, and 200 MB once unpacked; what unpacks to more is an attack on memory. */
const MOST_PIXELS = 50_000_000;
const LOGO_EDGE = 512;

/** A person's photo: upright, cut to the square in which most happens, in all edges. Throws NOT_AN_IMAGE. */
export async function photoOf(image: Uint8Array): Promise<Picture> {
  const sizes = new Map<string, Buffer>();
  for (const edge of photoEdges)
    sizes.set(String(edge), await webp(image, (picture) => picture.resize(edge, edge, { fit: 'cover', position: 'attention' })));
  return { hash: hashOf(image), sizes };
}

/** A logo: whole, no larger than its place. Throws NOT_AN_IMAGE. */
export async function logoOf(image: Uint8Array): Promise<Picture> {
  const logo = await webp(image, (picture) => picture.resize(LOGO_EDGE, LOGO_EDGE, { fit: 'inside', withoutEnlargement: true }));
  return { hash: hashOf(image), sizes: new Map([['logo', logo]]) };
}

async function webp(image: Uint8Array, resize: (picture: Sharp) => Sharp): Promise<Buffer> {
  if (!isPicture(image)) throw notAnImage();
  const upright = sharp(image, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).timeout({ seconds: 10 }).rotate();
  return inTurn(() => resize(upright).webp({ quality: 82 }).toBuffer()).catch(() => {
    throw notAnImage();
  });
}

let turn: Promise<unknown> = Promise.resolve();

/** One picture after another, so that many at once do not fill the memory. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const result = turn.then(work);
  turn = result.catch(() => undefined);
  return result;
}

const notAnImage = () =>
  invalid('NOT_AN_IMAGE', 'The file is no PNG, JPEG, WebP, AVIF or GIF, is broken or has too many pixels.', 'image');

/** Digest enough to tell pictures of one owner apart. */
const hashOf = (image: Uint8Array): string => createHash('sha256').update(image).digest('hex').slice(0, 16);

/** How the accepted formats begin. The library would read others too, some of which are programs (SVG) or whole documents (PDF). */
const beginnings = [
  /^89504e470d0a1a0a/, // PNG
  /^ffd8ff/, // JPEG
  /^474946383[79]61/, // GIF
  /^52494646.{8}57454250/, // WebP
  /^.{8}66747970(?:61766966|61766973|6d696631)/, // AVIF
];

function isPicture(image: Uint8Array): boolean {
  const start = Buffer.from(image.subarray(0, 16)).toString('hex');
  return beginnings.some((beginning) => beginning.test(start));
}
