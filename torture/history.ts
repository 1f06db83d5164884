import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** A JSON object as it was sent or answered. */
export type Fields = Readonly<Record<string, unknown>>;

/** One sending of a request. Times are milliseconds since the run began. */
export type Attempt = {
  readonly at: number;
  readonly until: number;
  /** Absent where no answer came: whether the request was carried out is not known. */
  readonly status?: number;
  readonly reason?: string;
  readonly retryAfter?: boolean;
  /** What a failure said. */
  readonly detail?: string;
  readonly body?: Fields;
};

/** One thing a person asked for, with every sending of it. */
export type Operation = {
  readonly id: number;
  readonly user: string;
  /** What was asked, e.g. "update task". */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly sent?: Fields;
  /** The Idempotency-Key, the same with each sending. */
  readonly key?: string;
  /** The version in If-Match. */
  readonly ifMatch?: string;
  /** A text that nothing else writes, by which the write is found again wherever it has got to. */
  readonly mark?: string;
  readonly attempts: readonly Attempt[];
};

/** A word on somebody's socket. */
export type Push = {
  readonly user: string;
  readonly at: number;
  readonly kind: string;
  readonly subject: string;
  readonly version: number;
  readonly action: string;
};

/** Something that was done to the system; `until` is when all was well again. */
export type FaultRecord = {
  readonly kind: string;
  readonly about: string;
  /** What it was done to, by name. */
  readonly on: readonly string[];
  /** The roles and servers that may have been missed. */
  readonly parts: readonly string[];
  readonly at: number;
  readonly until: number;
};

/** What a process did by itself: it ended, or did not start. */
export type Incident = { readonly at: number; readonly process: string; readonly what: string; readonly serious: boolean };

export type History = {
  readonly operations: readonly Operation[];
  readonly pushes: readonly Push[];
  readonly faults: readonly FaultRecord[];
  readonly incidents: readonly Incident[];
};

export const isWrite = ({ method }: Operation): boolean => method !== 'GET';
const succeeded = ({ status }: Attempt): boolean => status !== undefined && status >= 200 && status < 300;

/** The answers that say it was done. */
export const acknowledgements = ({ attempts }: Operation): readonly Attempt[] => attempts.filter(succeeded);

/** Whether every sending was refused as wrong, so that nothing may have come of it. */
export const wasRefused = ({ attempts }: Operation): boolean =>
  attempts.every(({ status }) => status !== undefined && status >= 400 && status < 500);

/** Keeps what happens, in memory and, a line of JSON each, in a file. */
export function recorder(file: string) {
  const began = performance.now();
  const stream = createWriteStream(file);
  const operations: Operation[] = [];
  const pushes: Push[] = [];
  const faults: FaultRecord[] = [];
  const incidents: Incident[] = [];
  const keep =
    <Entry extends object>(type: string, entries: Entry[]) =>
    (entry: Entry) => {
      entries.push(entry);
      stream.write(`${JSON.stringify({ type, ...entry })}\n`);
    };
  const history: History = { operations, pushes, faults, incidents };
  return {
    history,
    /** Milliseconds since the run began. */
    now: () => Math.round(performance.now() - began),
    operation: keep('operation', operations),
    push: keep('push', pushes),
    fault: keep('fault', faults),
    incident: keep('incident', incidents),
    async close() {
      stream.end();
      await finished(stream);
    },
  };
}

export type Recorder = ReturnType<typeof recorder>;
