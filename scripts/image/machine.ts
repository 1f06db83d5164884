import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { runCommand } from '../infra/command.js';

/**
 * Copies programs of this machine, by the paths they have here, with every library that they load: the root of an image that holds
 * nothing else, no shell either. A folder is copied whole, with what its libraries and programs load.
 */
export async function copyPrograms(paths: readonly string[], root: string): Promise<void> {
  const libraries = new Set<string>();
  for (const path of paths) {
    await copyInto(path, root);
    for (const library of await librariesOf(path)) libraries.add(library);
  }
  for (const library of [...libraries].flatMap((path) => [path, ...partsOfLibc(path)])) await copyInto(library, root);
}

/** Users, name resolution and the authorities of this machine, and a /tmp: what programs expect of any root. */
export async function writeBasics(root: string): Promise<void> {
  await mkdir(join(root, 'etc/ssl/certs'), { recursive: true });
  await mkdir(join(root, 'tmp'), { recursive: true });
  await chmod(join(root, 'tmp'), 0o1777);
  await writeFile(join(root, 'etc/passwd'), 'root:x:0:0::/:/sbin/nologin\natrium:x:10001:10001::/tmp:/sbin/nologin\n');
  await writeFile(join(root, 'etc/group'), 'root:x:0:\natrium:x:10001:\n');
  await writeFile(join(root, 'etc/nsswitch.conf'), 'hosts: files dns\n');
  const authorities = '/etc/ssl/certs/ca-certificates.crt';
  if (existsSync(authorities)) await copyInto(authorities, root);
}

/** A base with this machine's Node.js. */
export async function nodeBase(root: string): Promise<void> {
  await writeBasics(root);
  await copyPrograms([process.execPath], root);
  if (process.execPath === '/usr/bin/node') return;
  await mkdir(join(root, 'usr/bin'), { recursive: true });
  await symlink(process.execPath, join(root, 'usr/bin/node'));
}

/** Links are followed: a library is found under the name by which it is loaded. */
async function copyInto(path: string, root: string): Promise<void> {
  const target = join(root, path);
  await mkdir(dirname(target), { recursive: true });
  await cp(path, target, { recursive: true, dereference: true, force: true, filter: isWanted });
}

/** Not links to nowhere, nor what only compilers of Java need. */
const isWanted = (path: string): boolean => existsSync(path) && basename(path) !== 'jmods' && !path.endsWith('/src.zip');

async function librariesOf(path: string): Promise<string[]> {
  const files = (await stat(path)).isDirectory() ? await executablesIn(path) : [path];
  const found: string[] = [];
  for (const file of files) {
    const output = await runCommand('ldd', [file]).catch(() => '');
    for (const [, library = ''] of output.matchAll(/(?:=> |^\s*)(\/\S+) \(0x/gm))
      if (isOutside(library, path)) found.push(library);
  }
  return [...new Set(found)];
}

/** What belongs to the C library whether a program names it or not: modules of packages that are loaded later do. */
function partsOfLibc(library: string): string[] {
  if (!basename(library).startsWith('libc.so')) return [];
  const names = ['libm.so.6', 'libdl.so.2', 'libpthread.so.0', 'libresolv.so.2', 'librt.so.1', 'libutil.so.1'];
  return names.map((name) => join(dirname(library), name)).filter((path) => existsSync(path));
}

const isOutside = (file: string, folder: string): boolean => relative(folder, file).startsWith('..');

/** Those files of a folder that are in the format of programs and libraries (ELF). */
async function executablesIn(folder: string): Promise<string[]> {
  const names = (await runCommand('find', ['-L', folder, '-type', 'f', '(', '-name', '*.so*', '-o', '-perm', '-100', ')']))
    .split('\n')
    .filter((name) => name && !basename(name).endsWith('.debug'));
  const checked = await Promise.all(
    names.map(async (name) => ({ name, isElf: (await readFile(name)).readUInt32BE(0) === 0x7f454c46 })),
  );
  return checked.filter(({ isElf }) => isElf).map(({ name }) => name);
}
