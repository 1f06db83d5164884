import { trace } from '@opentelemetry/api';
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
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

/** `12:30:01.123 INFO  what happened {"and":"details"}`, then the stack of an error. */
function readable(line: string): string {
  const { level, time, msg, err, ...details }: Record<string, unknown> = JSON.parse(line);
  const shownDetails = Object.keys(details).length > 0 ? ` ${JSON.stringify(details)}` : '';
  const stack = typeof err === 'object' && err && 'stack' in err ? `\n${String(err.stack)}` : '';
  return `${String(time).slice(11, 23)} ${String(level).toUpperCase().padEnd(5)} ${String(msg ?? '')}${shownDetails}${stack}\n`;
}
