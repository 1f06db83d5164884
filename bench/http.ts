import { Agent, type IncomingMessage, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 2_000 });

type Options = { method?: string; token?: string; body?: object; signal?: AbortSignal };

/** A client as lean as Node has one, so that the measurement is of the server. */
const send = (url: string, { method = 'GET', token = '', body, signal }: Options): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    const sent = request(url, { method, agent, headers, ...(signal && { signal }) }, resolve);
    sent.on('error', reject);
    sent.end(body && JSON.stringify(body));
  });

/** What is answered. Rejects on any answer but 2xx. */
export async function call(url: string, options: Options = {}): Promise<string> {
  const response = await send(url, options);
  const chunks: Buffer[] = [];
  await new Promise((resolve, reject) => {
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', resolve);
    response.on('error', reject);
  });
  const text = Buffer.concat(chunks).toString();
  if (response.statusCode && response.statusCode < 300) return text;
  throw new Error(`${options.method ?? 'GET'} ${url}: ${response.statusCode} ${text}`);
}

/** The status that is answered; 0 where nothing is. */
export async function statusOf(url: string, options: Options = {}): Promise<number> {
  try {
    const response = await send(url, options);
    response.resume();
    return response.statusCode ?? 0;
  } catch {
    return 0;
  }
}
