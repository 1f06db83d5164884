import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { Problem, problemBody } from './problem.js';

/** Answers what is no request to Node.js, for `clientError` of a server, and ends the connection. */
export function answerUnreadable(publicUrl: string): (error: NodeJS.ErrnoException, socket: Duplex) => void {
  return ({ code }, socket) => {
    if (code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const problem = (code !== undefined && problems[code]) || malformed;
    const body = problemBody(problem, { requestId: randomUUID(), publicUrl });
    const head = [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      'Connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  };
}

const malformed = new Problem(400, 'MALFORMED_REQUEST', 'This is no request of HTTP/1.1.');

const problems: Readonly<Partial<Record<string, Problem>>> = {
  HPE_HEADER_OVERFLOW: new Problem(431, 'HEADERS_TOO_LARGE', 'The address and the headers may have 16 KB together at most.'),
  ERR_HTTP_REQUEST_TIMEOUT: new Problem(408, 'REQUEST_TIMEOUT', 'The request did not come in time.'),
};
