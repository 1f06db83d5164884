// buf/validate/validate.proto is published on a schema registry only; the npm package carries the same file as a compiled descriptor.
// This prints that descriptor as source, so that our own protos can import it without a registry. Field options are left out: they hold
// the rules' own CEL expressions, which the validator takes from its own copy.
import { FieldDescriptorProto_Label as Label, FieldDescriptorProto_Type as Type } from '@bufbuild/protobuf/wkt';
import { file_buf_validate_validate as validateFile } from '@bufbuild/protovalidate/gen/buf/validate/validate_pb.js';

const highestFieldNumber = 2 ** 29;

export function printValidateProto() {
  return [
    '// Printed from the descriptor in @bufbuild/protovalidate (Apache-2.0, Buf Technologies, Inc.). Do not edit.',
    'syntax = "proto2";',
    `package ${validateFile.proto.package};`,
    ...validateFile.proto.dependency.map((path) => `import "${path}";`),
    ...validateFile.enums.flatMap(printEnum),
    ...validateFile.messages.flatMap(printMessage),
    ...validateFile.extensions.map(({ proto }) => `extend ${proto.extendee} { ${printLabel(proto)}${printField(proto)} }`),
    '',
  ].join('\n');
}

function printMessage(message) {
  return [
    `message ${message.name} {`,
    ...indent(message.nestedEnums.flatMap(printEnum)),
    ...indent(message.nestedMessages.flatMap(printMessage)),
    ...indent(
      message.members.flatMap((member) =>
        member.kind === 'oneof' ? printOneof(member) : printLabel(member.proto) + printField(member.proto),
      ),
    ),
    ...indent(
      message.proto.extensionRange.map(
        ({ start, end }) => `extensions ${start} to ${end >= highestFieldNumber ? 'max' : end - 1};`,
      ),
    ),
    '}',
  ];
}

function printEnum({ name, values }) {
  return [`enum ${name} {`, ...values.map((value) => `  ${value.name} = ${value.number};`), '}'];
}

function printOneof({ name, fields }) {
  return [`oneof ${name} {`, ...indent(fields.map(({ proto }) => printField(proto))), '}'];
}

function printField(field) {
  const isNamed = field.type === Type.MESSAGE || field.type === Type.ENUM;
  return `${isNamed ? field.typeName : Type[field.type].toLowerCase()} ${field.name} = ${field.number};`;
}

function printLabel(field) {
  return `${Label[field.label].toLowerCase()} `;
}

function indent(lines) {
  return lines.map((line) => `  ${line}`);
}
