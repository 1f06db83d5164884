import { readdir, readFile, readlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** Below the range that systems give to outgoing connections, so that nothing takes a port between its choice and its use. */
const freePortRange = { from: 20_000, to: 30_000 };

const given = new Set<number>();

/** A port that nobody listens on, another one with every call. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = freePortRange.from + Math.floor(Math.random() * (freePortRange.to - freePortRange.from));
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}

export async function isFree(port: number): Promise<boolean> {
  // A server on all addresses and one on the loopback address alone may stand side by side: both must be possible.
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, undefined));
}

function canListen(port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ port, host, exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/** Who listens on a port, as "java (pid 123)"; undefined where the system does not tell. */
export async function ownerOfPort(port: number): Promise<string | undefined> {
  const inodes = await listeningInodes(port);
  if (inodes.size === 0) return undefined;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const folder = join('/proc', pid, 'fd');
    for (const descriptor of await readdir(folder).catch(() => [])) {
      const target = await readlink(join(folder, descriptor)).catch(() => '');
      const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
      if (inode && inodes.has(inode)) return `${(await readFile(join('/proc', pid, 'comm'), 'utf8')).trim()} (pid ${pid})`;
    }
  }
  return undefined;
}

/** Linux lists its sockets in /proc/net: local address with port in hexadecimal, state 0A for listening, inode in the tenth column. */
async function listeningInodes(port: number): Promise<Set<string>> {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const inodes = new Set<string>();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    const lines = (await readFile(table, 'utf8').catch(() => '')).split('\n').slice(1);
    for (const line of lines) {
      const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
      if (local?.endsWith(suffix) && state === '0A' && inode) inodes.add(inode);
    }
  }
  return inodes;
}
