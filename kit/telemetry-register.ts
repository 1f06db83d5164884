/**
 * Loaded before the program: `node --import ./dist/kit/telemetry-register.js dist/services/main.js`. Without an endpoint
 * it loads nothing, so that a company which traces nothing pays nothing.
 */
import { onTelemetryStop } from './telemetry.js';

if (process.env.OTEL_EXPORTER_OTLP_ENDPOINT) {
  const { startTelemetry } = await import('./telemetry-sdk.js');
  onTelemetryStop(startTelemetry());
}
