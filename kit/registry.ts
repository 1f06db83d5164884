import { existsSync, readFileSync } from 'node:fs';
import { createFileRegistry, type DescMessage, type FileRegistry, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';

/** The whole contract as `npm run generate` left it: every message, method, comment and option of proto/. */
export const registry: FileRegistry = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(descriptorsFile())));

/** A message of the contract by its full name, e.g. "atrium.tasks.v1.TaskEvent". */
export function messageNamed(typeName: string): DescMessage {
  const message = registry.getMessage(typeName);
  if (!message) throw new Error(`The contract has no message ${typeName}.`);
  return message;
}

/** Above this file in the sources, and one folder further up once compiled into dist/. */
export function descriptorsFile(): URL {
  const places = ['../gen/descriptors.binpb', '../../gen/descriptors.binpb'].map((place) => new URL(place, import.meta.url));
  const file = places.find((place) => existsSync(place));
  if (!file) throw new Error('gen/descriptors.binpb is missing; `npm run generate` makes it.');
  return file;
}
