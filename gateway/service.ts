import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Service } from '../kit/chassis.js';
import { createApp } from './app.js';
import { closeServer } from './closing.js';
import { type Caller, callerOf } from './rest/call.js';
import { answerUnreadable } from './rest/unreadable.js';
import { createSockets } from './sockets.js';
import { type WebFile, webFiles } from './web/files.js';

/** Longer than the usual idle time of load balancers, so that they never use a connection which we are closing. */
const KEEP_ALIVE_MILLISECONDS = 75_000;

/** Longer than any request takes, and shorter than the process waits for a part to stop. */
const LAST_ANSWER_MILLISECONDS = 12_000;

/** The edge: REST, sockets, the documents of the API, the web client. It learns from the contract what services offer. */
export const gateway: Service = ({ settings, log, lifecycle, identity, directory, bus, edge }) => {
  const callers = new Map<string, Caller>();
  const addresses = new Map<string, string>(Object.entries(settings.addresses));

  function callerFor(service: string): Caller {
    const address = addresses.get(service);
    if (!address) throw new Error(`No setting says where the role ${service} is reached.`);
    const caller = callers.get(address) ?? callerOf(address);
    callers.set(address, caller);
    return caller;
  }

  const hasWebClient = existsSync(settings.webRoot);
  if (!hasWebClient) log.warn(`The web client is not at ${settings.webRoot}; only the API is served`);
  const files = hasWebClient ? webFiles(settings.webRoot) : new Map<string, WebFile>();
  const sockets = createSockets({
    identity,
    directory,
    bus,
    services: [...addresses.keys()],
    allowedOrigins: settings.corsOrigins,
    bufferBytes: settings.socketBufferBytes,
  });
  const server = createServer(createApp({ settings, identity, log, callerFor, files }));
  server.keepAliveTimeout = KEEP_ALIVE_MILLISECONDS;
  // Who keeps a connection to a process that goes away would lose the request that it sends into its end.
  server.prependListener('request', (_, response) => {
    if (lifecycle.isStopping()) response.setHeader('Connection', 'close');
  });
  server.on('upgrade', sockets.upgrade);
  server.on('clientError', answerUnreadable(settings.publicUrl));

  edge({
    name: 'gateway',
    start: () =>
      new Promise((resolve, reject) => {
        const failed = (error: NodeJS.ErrnoException) =>
          reject(
            error.code === 'EADDRINUSE' ? new Error(`Port ${settings.port} is in use; set ATRIUM_PORT to a free one.`) : error,
          );
        server.once('error', failed);
        server.listen(settings.port, () => {
          server.off('error', failed);
          sockets.start();
          log.info(`Atrium is served at ${settings.publicUrl}`);
          resolve();
        });
      }),
    async stop() {
      await Promise.all([closeServer(server, LAST_ANSWER_MILLISECONDS), sockets.stop()]);
      for (const caller of callers.values()) caller.close();
    },
  });
};
