import { context, propagation, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Module } from './lifecycle.js';

/** The current trace as a W3C traceparent header; undefined outside a trace, and where nothing is traced. */
export function traceparent(): string | undefined {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/** Continues the trace of a message: runs the function in a span of its own below the one which sent it. */
export function inTrace<Result>(header: string | undefined, name: string, work: () => Promise<Result> | Result): Promise<Result> {
  return below(header, name, async (span) => {
    try {
      return await work();
    } catch (error) {
      throw failed(span, error);
    } finally {
      span.end();
    }
  });
}

/** The same for what is done at once. */
export function inTraceAtOnce(header: string | undefined, name: string, work: () => void): void {
  below(header, name, (span) => {
    try {
      work();
    } catch (error) {
      throw failed(span, error);
    } finally {
      span.end();
    }
  });
}

function below<Result>(header: string | undefined, name: string, work: (span: Span) => Result): Result {
  const sender = header === undefined ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, { traceparent: header });
  return trace.getTracer('atrium').startActiveSpan(name, { kind: SpanKind.CONSUMER }, sender, work);
}

function failed(span: Span, error: unknown): unknown {
  span.recordException(error instanceof Error ? error : String(error));
  span.setStatus({ code: SpanStatusCode.ERROR });
  return error;
}

let sendRest: () => Promise<void> = async () => {};

/** Told by telemetry-register.ts how the last spans are sent. */
export function onTelemetryStop(send: () => Promise<void>): void {
  sendRest = send;
}

/** Sends the last spans when the process stops. Add it before what is traced, so that it stops after. */
export const telemetry: Module = { name: 'telemetry', stop: () => sendRest() };
