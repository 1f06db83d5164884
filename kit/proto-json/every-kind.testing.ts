import { create, createFileRegistry, type DescMessage, type MessageInitShape } from '@bufbuild/protobuf';
import { protoCamelCase } from '@bufbuild/protobuf/reflect';
import {
  type DescriptorProtoSchema,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
  type FieldDescriptorProtoSchema,
  FieldOptionsSchema,
  FileDescriptorProtoSchema,
  file_google_protobuf_duration,
  file_google_protobuf_empty,
  file_google_protobuf_field_mask,
  file_google_protobuf_struct,
  file_google_protobuf_timestamp,
  file_google_protobuf_wrappers,
} from '@bufbuild/protobuf/wkt';

type Field = Exclude<MessageInitShape<typeof FieldDescriptorProtoSchema>, { $typeName: string }>;
type Message = MessageInitShape<typeof DescriptorProtoSchema>;

const unpacked = create(FieldOptionsSchema, { packed: false });
const wellKnownFiles = [
  file_google_protobuf_duration,
  file_google_protobuf_empty,
  file_google_protobuf_field_mask,
  file_google_protobuf_struct,
  file_google_protobuf_timestamp,
  file_google_protobuf_wrappers,
];
const wellKnown = ['Duration', 'Empty', 'FieldMask', 'Struct', 'Value', 'ListValue', 'Timestamp'];
const wrappers = ['StringValue', 'Int64Value', 'BoolValue'];
const scalarTypes = Object.values(Type)
  .filter((type) => typeof type !== 'string')
  .filter((type) => ![Type.MESSAGE, Type.GROUP, Type.ENUM].includes(type));
const mapKeys = scalarTypes.filter((type) => ![Type.DOUBLE, Type.FLOAT, Type.BYTES].includes(type));

/**
 * A message for tests with every kind of field there is in proto3: each scalar singular, optional, repeated, packed or
 * not, and in a oneof; maps with each kind of key; enums; itself; the well-known messages.
 */
export function messageOfEveryKind(): DescMessage {
  const file = create(FileDescriptorProtoSchema, {
    name: 'every_kind.proto',
    package: 'testing',
    syntax: 'proto3',
    dependency: wellKnownFiles.map(({ proto }) => proto.name),
    enumType: [{ name: 'Color', value: ['NONE', 'RED', 'BLUE'].map((name, number) => ({ name, number })) }],
    messageType: [everyKind()],
  });
  const imports = new Map(wellKnownFiles.map((known) => [known.proto.name, known]));
  const message = createFileRegistry(file, (name) => imports.get(name)).getMessage('testing.EveryKind');
  if (!message) throw new Error('The file has no EveryKind.');
  return message;
}

function everyKind(): Message {
  const values: Field[] = [
    ...scalarTypes.map((type) => ({ name: `s${type}`, type: type })),
    { name: 'color', type: Type.ENUM, typeName: '.testing.Color' },
    { name: 'self', type: Type.MESSAGE, typeName: '.testing.EveryKind' },
    ...[...wellKnown, ...wrappers].map((name) => ({
      name: name.toLowerCase(),
      type: Type.MESSAGE,
      typeName: `.google.protobuf.${name}`,
    })),
  ];
  const isMessage = (field: Field) => field.type === Type.MESSAGE;
  const optional = values.filter((field) => !isMessage(field)).map((field) => ({ ...field, name: `optional_${field.name}` }));
  const maps = [
    ...mapKeys.map((key) => mapOf(`by${key}`, key, { type: Type.STRING })),
    ...values.map((value) => mapOf(`to_${value.name}`, Type.STRING, value)),
  ];
  const fields: Field[] = [
    ...values,
    ...values.map((field) => ({ ...field, name: `many_${field.name}`, label: Label.REPEATED })),
    ...values
      .filter((field) => !isMessage(field) && field.type !== Type.STRING && field.type !== Type.BYTES)
      .map((field) => ({ ...field, name: `unpacked_${field.name}`, label: Label.REPEATED, options: unpacked })),
    ...values.map((field) => ({ ...field, name: `one_${field.name}`, oneofIndex: 0 })),
    ...optional.map((field, index) => ({ ...field, proto3Optional: true, oneofIndex: index + 1 })),
    ...maps.map(({ field }) => field),
  ];
  return {
    name: 'EveryKind',
    field: fields.map((field, index) => ({
      label: Label.OPTIONAL,
      ...field,
      number: index + 1,
      jsonName: protoCamelCase(field.name ?? ''),
    })),
    nestedType: maps.map(({ entry }) => entry),
    oneofDecl: [{ name: 'one' }, ...optional.map((field) => ({ name: `_${field.name}` }))],
  };
}

function mapOf(name: string, key: Type, value: Field): { field: Field; entry: Message } {
  const entryName = `${name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())}Entry`;
  return {
    field: { name, label: Label.REPEATED, type: Type.MESSAGE, typeName: `.testing.EveryKind.${entryName}` },
    entry: {
      name: entryName,
      options: { mapEntry: true },
      field: [
        { name: 'key', number: 1, label: Label.OPTIONAL, type: key },
        { ...value, name: 'value', number: 2, label: Label.OPTIONAL },
      ],
    },
  };
}
