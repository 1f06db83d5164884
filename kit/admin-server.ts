import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import type { Lifecycle, Module } from './lifecycle.js';
import type { Log } from './log.js';

type Options = { port: number; lifecycle: Pick<Lifecycle, 'notReady'>; metrics: Registry; log: Log };

/**
 * Health and metrics for the operator, on a port of its own that stays inside the network. Add it to the lifecycle first:
 * it then answers while the others start, and until the last has stopped. `port` is the real one once started.
 */
export function adminServer({ port, lifecycle, metrics, log }: Options): Module & { readonly port: number } {
  const server = createServer(answer(lifecycle, metrics, log));
  let actualPort = port;
  return {
    name: 'admin server',
    get port() {
      return actualPort;
    },
    start: () =>
      new Promise((resolve, reject) => {
        const failed = (error: NodeJS.ErrnoException) =>
          reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is in use; set ATRIUM_ADMIN_PORT to a free one.`) : error);
        server.once('error', failed);
        server.listen(port, () => {
          server.off('error', failed);
          actualPort = portOf(server.address(), port);
          log.info(`Health and metrics are at port ${actualPort}`);
          resolve();
        });
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(lifecycle: Options['lifecycle'], metrics: Registry, log: Log): RequestListener {
  return async (request, response) => {
    const send = (status: number, type: string, body: string) =>
      response
        .writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
        .end(request.method === 'HEAD' ? '' : body);
    const path = request.url?.split('?')[0];
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, 'text/plain', 'Only GET is answered here.\n');
    if (path === '/health/live') return send(200, 'application/json', JSON.stringify({ live: true }));
    if (path === '/health/ready') {
      const reasons = lifecycle.notReady();
      return send(reasons.length > 0 ? 503 : 200, 'application/json', JSON.stringify({ ready: reasons.length === 0, reasons }));
    }
    if (path !== '/metrics') return send(404, 'text/plain', 'Here are /health/live, /health/ready and /metrics.\n');
    try {
      send(200, metrics.contentType, await metrics.metrics());
    } catch (error) {
      log.error({ err: error }, 'The metrics could not be collected');
      send(500, 'text/plain', 'The metrics could not be collected; the log says why.\n');
    }
  };
}

const portOf = (address: AddressInfo | string | null, otherwise: number): number =>
  typeof address === 'object' && address ? address.port : otherwise;
