import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runCommand } from '../infra/command.js';
import type { ImageConfig } from './dockerfile.js';

export interface Image {
  /** As users of it write it, such as registry.example.com/atrium:0.1.0. */
  name: string;
  config: ImageConfig;
  /** A folder each, the base first. */
  layers: readonly string[];
}

interface Blob {
  mediaType: string;
  digest: string;
  size: number;
}

/**
 * Writes an image as one tar file that everything loads: it is an OCI layout (skopeo, containerd) and what `docker save` writes
 * (docker, podman, kind, k3s). The same folders give the same bytes. Answers the digest by which the image can be pinned.
 */
export async function writeArchive({ name, config, layers }: Image, file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  const folder = await mkdtemp(join(dirname(file), '.image-'));
  try {
    const blobs = join(folder, 'blobs', 'sha256');
    await mkdir(blobs, { recursive: true });
    const layerBlobs: Blob[] = [];
    for (const layer of layers) layerBlobs.push(await putLayer(layer, blobs));
    const rootfs = { type: 'layers', diff_ids: layerBlobs.map(({ digest }) => digest) };
    const platform = { architecture: process.arch === 'x64' ? 'amd64' : process.arch, os: 'linux' };
    const configBlob = await putJson('application/vnd.oci.image.config.v1+json', { ...platform, config, rootfs }, blobs);
    const mediaType = 'application/vnd.oci.image.manifest.v1+json';
    const manifest = await putJson(mediaType, { schemaVersion: 2, mediaType, config: configBlob, layers: layerBlobs }, blobs);
    const annotations = { 'io.containerd.image.name': fullName(name), 'org.opencontainers.image.ref.name': fullName(name) };
    const write = (path: string, content: object) => writeFile(join(folder, path), JSON.stringify(content));
    await write('oci-layout', { imageLayoutVersion: '1.0.0' });
    await write('index.json', { schemaVersion: 2, manifests: [{ ...manifest, platform, annotations }] });
    await write('manifest.json', [{ Config: pathOf(configBlob), RepoTags: [name], Layers: layerBlobs.map(pathOf) }]);
    await tar(folder, file, ['blobs', 'oci-layout', 'index.json', 'manifest.json']);
    return manifest.digest;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** With the registry that is meant where none is named. */
export function fullName(name: string): string {
  const [first = '', ...rest] = name.split('/');
  if (rest.length === 0) return `docker.io/library/${name}`;
  return /[.:]|^localhost$/.test(first) ? name : `docker.io/${name}`;
}

const pathOf = ({ digest }: Blob): string => `blobs/${digest.replace(':', '/')}`;

async function putLayer(layer: string, blobs: string): Promise<Blob> {
  const temporary = join(blobs, 'layer');
  await tar(layer, temporary, ['.']);
  const hash = createHash('sha256');
  await pipeline(createReadStream(temporary), hash);
  const hex = hash.digest('hex');
  const { size } = await stat(temporary);
  await rename(temporary, join(blobs, hex));
  return { mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: `sha256:${hex}`, size };
}

async function putJson(mediaType: string, content: object, blobs: string): Promise<Blob> {
  const text = JSON.stringify(content);
  const hex = createHash('sha256').update(text).digest('hex');
  await writeFile(join(blobs, hex), text);
  return { mediaType, digest: `sha256:${hex}`, size: Buffer.byteLength(text) };
}

/** Of root, readable to everybody, and without a time. */
async function tar(folder: string, file: string, paths: readonly string[]): Promise<void> {
  const same = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--mode=a+rX'];
  await runCommand('tar', ['--directory', folder, ...same, '--create', '--file', file, ...paths]);
}
