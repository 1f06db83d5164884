import type { Server } from 'node:http';

const SWEEP_MILLISECONDS = 50;

/**
 * Takes no more connections, and ends each that there is with its last answer. One that has none to wait for, or does not
 * take it, is cut off after so long: it must not keep the process.
 */
export async function closeServer(server: Server, milliseconds: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  // Connections that were busy when it began become idle one by one.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MILLISECONDS);
  const impatience = setTimeout(() => server.closeAllConnections(), milliseconds);
  await closed;
  clearInterval(sweep);
  clearTimeout(impatience);
}
