// The icons that browsers and phones want as PNG, drawn from public/icon.svg.
import { mkdir, readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';

const source = new URL('../public/icon.svg', import.meta.url);
const target = new URL('../public/icons/', import.meta.url);

/** Launchers cut maskable icons to their own shape: the drawing keeps to the middle 80 %, the ground fills the square. */
const ground = { r: 0x4f, g: 0x46, b: 0xe5, alpha: 1 };

const svg = await readFile(source);
const drawn = (size: number) => sharp(svg, { density: (72 * size) / 64 }).resize(size, size);
const file = (name: string) => new URL(name, target).pathname;

async function maskable(size: number): Promise<Sharp> {
  const inner = Math.round(size * 0.8);
  const margin = Math.round((size - inner) / 2);
  const drawing = await drawn(inner).png().toBuffer();
  return sharp({ create: { width: size, height: size, channels: 4, background: ground } }).composite([
    { input: drawing, left: margin, top: margin },
  ]);
}

await mkdir(target, { recursive: true });
await drawn(192).png().toFile(file('icon-192.png'));
await drawn(512).png().toFile(file('icon-512.png'));
await (await maskable(512)).png().toFile(file('maskable-512.png'));
await (await maskable(180)).png().toFile(file('apple-touch-icon.png'));
