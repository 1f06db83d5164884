import type { RawData } from 'ws';

/** A frame as text, however ws hands it over. */
export const textOf = (data: RawData): string => bytesOf(data).toString('utf8');

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? Buffer.from(data) : data;
}
