import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Module } from './lifecycle.js';

/** The current trace as a W3C traceparent header; undefined outside a trace, and where nothing is traced. */
export function traceparent(): string | undefined {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/** Continues the trace of a message: runs the function in a span of its own below the one which sent it. */
export async function inTrace<Result>(
  header: string | undefined,
  name: string,
  work: () => Promise<Result> | Result,
): Promise<Result> {
  const sender = header === undefined ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, { traceparent: header });
  return trace.getTracer('atrium').startActiveSpan(name, { kind: SpanKind.CONSUMER }, sender, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.recordException(error instanceof Error ? error : String(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

let sendRest: () => Promise<void> = async () => {};

/** Told by telemetry-register.ts how the last spans are sent. */
export function onTelemetryStop(send: () => Promise<void>): void {
  sendRest = send;
}

/** Sends the last spans when the process stops. Add it before what is traced, so that it stops after. */
export const telemetry: Module = { name: 'telemetry', stop: () => sendRest() };
