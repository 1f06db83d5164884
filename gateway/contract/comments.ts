import type { DescEnum, DescEnumValue, DescField, DescFile, DescMessage, DescMethod, DescService } from '@bufbuild/protobuf';

type Commented = DescMessage | DescField | DescEnum | DescEnumValue | DescService | DescMethod;

/** What the contract says above a declaration, as running text; empty where it says nothing. */
export function commentOf(declaration: Commented): string {
  const file = fileOf(declaration);
  const comments = commentsByFile.get(file) ?? readComments(file);
  commentsByFile.set(file, comments);
  return comments.get(declaration.proto) ?? '';
}

const commentsByFile = new WeakMap<DescFile, Map<object, string>>();

function fileOf(declaration: Commented): DescFile {
  if (declaration.kind === 'field' || declaration.kind === 'enum_value' || declaration.kind === 'rpc')
    return fileOf(declaration.parent);
  return declaration.file;
}

function readComments(file: DescFile): Map<object, string> {
  const byPath = new Map(
    (file.proto.sourceCodeInfo?.location ?? []).map(({ path, leadingComments }) => [
      path.join('.'),
      runningText(leadingComments),
    ]),
  );
  return new Map([...declarationsOf(file)].map(([declaration, path]) => [declaration, byPath.get(path.join('.')) ?? '']));
}

/** The lines of a paragraph are joined; an empty line stays the border of two. */
function runningText(comment: string): string {
  const paragraphs = comment.trim().split(/\n\s*\n/);
  return paragraphs.map((paragraph) => paragraph.split('\n').map((line) => line.trim()).join(' ')).join('\n\n'); // biome-ignore format: one step
}

/** Where declarations stand in a file, in the terms of google.protobuf.SourceCodeInfo: field numbers and indexes, by turns. */
const place = { messages: 4, enums: 5, services: 6, fields: 2, nestedMessages: 3, nestedEnums: 4, values: 2, methods: 2 };

type Placed = Iterable<[declaration: object, path: number[]]>;

function* declarationsOf(file: DescFile): Placed {
  for (const [index, message] of file.messages.entries()) yield* inMessage(message, [place.messages, index]);
  for (const [index, type] of file.enums.entries()) yield* inEnum(type, [place.enums, index]);
  for (const [index, service] of file.services.entries()) {
    const path = [place.services, index];
    yield [service.proto, path];
    for (const [method, { proto }] of service.methods.entries()) yield [proto, [...path, place.methods, method]];
  }
}

function* inMessage(message: DescMessage, path: number[]): Placed {
  yield [message.proto, path];
  for (const field of message.fields) yield [field.proto, [...path, place.fields, message.proto.field.indexOf(field.proto)]];
  for (const [index, nested] of message.proto.nestedType.entries()) {
    const described = message.nestedMessages.find(({ proto }) => proto === nested);
    if (described) yield* inMessage(described, [...path, place.nestedMessages, index]);
  }
  for (const [index, type] of message.nestedEnums.entries()) yield* inEnum(type, [...path, place.nestedEnums, index]);
}

function* inEnum(type: DescEnum, path: number[]): Placed {
  yield [type.proto, path];
  for (const [index, { proto }] of type.values.entries()) yield [proto, [...path, place.values, index]];
}
