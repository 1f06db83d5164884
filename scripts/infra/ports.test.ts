import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { requireFree } from './port-settings.js';
import { freePort, isFree, ownerOfPort } from './ports.js';

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

async function listen(host: string): Promise<number> {
  const port = await freePort();
  const listening = createServer();
  server = listening;
  await new Promise<void>((resolve) => listening.listen(port, host, resolve));
  return port;
}

test('a port on which somebody listens is not free, be it on one address or on all', async () => {
  for (const host of ['127.0.0.1', '0.0.0.0']) {
    const port = await listen(host);
    expect(await isFree(port)).toBe(false);
    server?.close();
  }
});

test('free ports are free and differ', async () => {
  const ports = await Promise.all([freePort(), freePort(), freePort()]);
  expect(new Set(ports).size).toBe(3);
  for (const port of ports) expect(await isFree(port)).toBe(true);
});

test.runIf(process.platform === 'linux')('the owner of a port is known by name and id', async () => {
  expect(await ownerOfPort(await listen('127.0.0.1'))).toMatch(new RegExp(`^\\S.* \\(pid ${process.pid}\\)$`));
});

test('a used port is refused by one sentence that names it, what needs it, and the way out', async () => {
  const port = await listen('127.0.0.1');
  await expect(requireFree(port, 'Kafka', 'ATRIUM_KAFKA_PORT')).rejects.toThrow(
    new RegExp(`^Port ${port}, which Kafka needs, is in use.*ATRIUM_KAFKA_PORT=${port + 1}\\.$`),
  );
});
