import { trace } from '@opentelemetry/api';
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import { z } from 'zod';
import { redacted } from './redaction.js';

export type Log = Logger;

/**
 * One line for each event, saying what happened to whom: JSON, or in development a line for the eye. Every line carries
 * the trace it belongs to; child loggers add the request and the actor.
 */
export function createLog(options: { level: string; development: boolean }, destination?: DestinationStream): Log {
  return pino(
    {
      level: options.level,
      base: undefined,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: currentTrace,
      hooks: { streamWrite: options.development ? (line) => readable(redacted(line)) : redacted },
    },
    destination ?? pino.destination({ sync: true }),
  );
}

function currentTrace(): Record<string, string> {
  const span = trace.getActiveSpan()?.spanContext();
  return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
}

const finishedLine = z.looseObject({
  level: z.string(),
  time: z.string(),
  msg: z.string().default(''),
  err: z.unknown().optional(),
});
const withStack = z.object({ stack: z.string() });

/** `12:30:01.123 INFO  what happened {"and":"details"}`, then the stack of an error. */
function readable(line: string): string {
  const { level, time, msg, err, ...others } = finishedLine.parse(JSON.parse(line));
  const error = withStack.safeParse(err);
  const details = error.success || err === undefined ? others : { ...others, err };
  const shownDetails = Object.keys(details).length > 0 ? ` ${JSON.stringify(details)}` : '';
  const stack = error.success ? `\n${error.data.stack}` : '';
  return `${time.slice(11, 23)} ${level.toUpperCase().padEnd(5)} ${msg}${shownDetails}${stack}\n`;
}
