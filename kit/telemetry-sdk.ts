import { setTimeout as sleep } from 'node:timers/promises';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { GrpcInstrumentation } from '@opentelemetry/instrumentation-grpc';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { NodeSDK } from '@opentelemetry/sdk-node';

/** A collector that is away costs the last spans, not a quick stop: the exporter alone would try for ten seconds. */
const stopSeconds = 3;

/**
 * Starts tracing of HTTP and gRPC; the OTEL_ variables of the standard apply. Answers how to send the rest and stop.
 *
 * The loader hook for ECMAScript modules is left out on purpose: it wraps every module of the program, which costs about 20 MB,
 * and finds nothing more. nice-grpc and grpc-js are CommonJS and require `http`, which is where both instrumentations take
 * hold, in place; telemetry.test.ts fails should that change.
 */
export function startTelemetry(): () => Promise<void> {
  const sdk = new NodeSDK({
    serviceName: process.env.OTEL_SERVICE_NAME || 'atrium',
    traceExporter: new OTLPTraceExporter(),
    // Metrics are Prometheus' and logs go to the standard output: without these the SDK would send both as well.
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [
      new HttpInstrumentation({ ignoreIncomingRequestHook: (request) => /^\/(health|metrics)\b/.test(request.url ?? '') }),
      new GrpcInstrumentation({ ignoreGrpcMethods: ['Check', 'Watch'] }),
    ],
  });
  sdk.start();
  return () => Promise.race([sdk.shutdown(), sleep(stopSeconds * 1000, undefined, { ref: false })]);
}
