import { type BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** What stands before each field: its number, and how its value is written. */
export const tagOf = (fieldNumber: number, wireType: WireType): number => (fieldNumber << 3) | wireType;

/** Passes over the value after a tag that means nothing here. */
export function skip(reader: BinaryReader, tag: number): void {
  const wireType = wireTypes[tag & 7];
  if (wireType === undefined) throw new Error(`Wire type ${tag & 7} does not exist.`);
  reader.skip(wireType, tag >>> 3);
}

const wireTypes: readonly (WireType | undefined)[] = [
  WireType.Varint,
  WireType.Bit64,
  WireType.LengthDelimited,
  WireType.StartGroup,
  WireType.EndGroup,
  WireType.Bit32,
];
