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
        const failed = (error: NodeJS.ErrnoException) => {
          reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is in use; set ATRIUM_ADMIN_PORT to a free one.`) : error);
        };
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

type Answer = { status: number; type: string; body: string };

function answer(lifecycle: Options['lifecycle'], metrics: Registry, log: Log): RequestListener {
  const failed = (error: unknown): Answer => {
    log.error({ err: error }, 'The health or the metrics could not be told');
    return text(500, 'This could not be told; the log says why.');
  };
  return (request, response) => {
    const readsOnly = request.method === 'GET' || request.method === 'HEAD';
    const answered = readsOnly ? page(request.url, lifecycle, metrics) : Promise.resolve(text(405, 'Only GET is answered here.'));
    void answered.catch(failed).then(({ status, type, body }) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
      response.end(request.method === 'HEAD' ? '' : body);
    });
  };
}

async function page(url = '', lifecycle: Options['lifecycle'], metrics: Registry): Promise<Answer> {
  switch (url.split('?')[0]) {
    case '/health/live':
      return json(200, { live: true });
    case '/health/ready': {
      const reasons = lifecycle.notReady();
      return json(reasons.length > 0 ? 503 : 200, { ready: reasons.length === 0, reasons });
    }
    case '/metrics':
      return { status: 200, type: metrics.contentType, body: await metrics.metrics() };
    default:
      return text(404, 'Here are /health/live, /health/ready and /metrics.');
  }
}

const text = (status: number, sentence: string): Answer => ({ status, type: 'text/plain', body: `${sentence}\n` });
const json = (status: number, value: unknown): Answer => ({ status, type: 'application/json', body: JSON.stringify(value) });

const portOf = (address: AddressInfo | string | null, otherwise: number): number =>
  typeof address === 'object' && address ? address.port : otherwise;
