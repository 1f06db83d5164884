import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { listening } from './listening.js';

export type Span = { trace: string; id: string; parent: string; name: string; kind: number };

/** What an OpenTelemetry collector would get. */
export async function collector() {
  const paths = new Set<string | undefined>();
  const spans: Span[] = [];
  const server = createServer((request, response) => {
    paths.add(request.url);
    void buffer(request).then((body) => {
      spans.push(...decodeSpans(body));
      response.setHeader('content-type', 'application/x-protobuf').end();
    });
  });
  const { port, close } = await listening(server);
  return { paths, spans, endpoint: `http://127.0.0.1:${port}`, close };
}

/** opentelemetry/proto/collector/trace/v1: ExportTraceServiceRequest > resource_spans > scope_spans > spans. */
function decodeSpans(request: Uint8Array): Span[] {
  const nested = (message: Uint8Array, number: number) =>
    fieldsOf(message).flatMap(([field, value]) => (field === number && typeof value !== 'number' ? [value] : []));
  const spans = nested(request, 1).flatMap((resource) => nested(resource, 2).flatMap((scope) => nested(scope, 2)));
  return spans.map((span) => {
    const bytes = (number: number) => Buffer.from(nested(span, number)[0] ?? []);
    const kind = fieldsOf(span).find(([field]) => field === 6)?.[1];
    return {
      trace: bytes(1).toString('hex'),
      id: bytes(2).toString('hex'),
      parent: bytes(4).toString('hex'),
      name: bytes(5).toString(),
      kind: typeof kind === 'number' ? kind : 0,
    };
  });
}

function fieldsOf(message: Uint8Array): [number, Uint8Array | number][] {
  const reader = new BinaryReader(message);
  const fields: [number, Uint8Array | number][] = [];
  while (reader.pos < reader.len) {
    const [number, wire] = reader.tag();
    if (wire === WireType.LengthDelimited) fields.push([number, reader.bytes()]);
    else if (wire === WireType.Varint) fields.push([number, Number(reader.int64())]);
    else reader.skip(wire);
  }
  return fields;
}
