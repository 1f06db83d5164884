import WebSocket from 'ws';
import type { Bench } from './bench.js';
import { call } from './http.js';
import { atMost, type Row } from './report.js';

const SOCKETS = 2_000;

/** Many people online: what a socket costs to hold, and how long one event takes to reach them all. */
export async function sockets({ process, apiUrl, token }: Bench): Promise<Row[]> {
  const before = memory();
  const opened = await Promise.all(
    Array.from({ length: SOCKETS }, async () => {
      const socket = new WebSocket(`${apiUrl.replace('http', 'ws')}/v1/socket`, { perMessageDeflate: false });
      await new Promise((resolve, reject) => {
        socket.once('open', resolve);
        socket.once('error', reject);
      });
      const ready = new Promise((resolve) => socket.once('message', resolve));
      // Each person once: they are of no department, and hear of what is for everyone.
      socket.send(JSON.stringify({ type: 'authenticate', token: await process.issuer.token({ sub: `person-${nextPerson++}` }) }));
      await ready;
      return socket;
    }),
  );
  const held = memory();
  let heard = 0;
  const all = new Promise<void>((resolve) => {
    for (const socket of opened)
      socket.on('message', () => {
        heard += 1;
        if (heard === SOCKETS) resolve();
      });
  });
  // A shared view is for everyone.
  await call(`${apiUrl}/v1/task-views`, { method: 'POST', token, body: { name: 'For all', shared: true } });
  const started = performance.now();
  await all;
  const fanOut = performance.now() - started;
  for (const socket of opened) socket.terminate();
  return [
    {
      what: `memory for each of ${SOCKETS} sockets, both ends in one process`,
      figure: `${((held - before) / SOCKETS / 1024).toFixed(1)} KiB`,
    },
    atMost(`answer → the last of ${SOCKETS} sockets has heard`, fanOut, 500, 'ms'),
  ];
}

let nextPerson = 0;

function memory(): number {
  globalThis.gc?.();
  return globalThis.process.memoryUsage().rss;
}
