import { type DescMessage, fromBinary, fromJson, toBinary, toJson } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageOfEveryKind } from './proto-json/every-kind.testing.js';
import { randomJson } from './proto-json/random.testing.js';
import { jsonEncoder } from './proto-json.js';
import { messageNamed, registry } from './registry.js';

const everyKind = messageOfEveryKind();
const contract = [...registry].filter(
  (type): type is DescMessage => type.kind === 'message' && type.typeName.startsWith('atrium.'),
);

describe('the JSON of a message is what protobuf-es makes of it', () => {
  test.each([...contract, everyKind].map((message) => [message.typeName, message]))('%s', (_, message) => {
    const encode = jsonEncoder(message);
    fc.assert(
      fc.property(randomJson(message, message === everyKind ? 2 : 3), (json) => {
        const bytes = toBinary(message, fromJson(message, json));
        const expected = toJson(message, fromBinary(message, bytes), { alwaysEmitImplicit: true });
        expect(encode(bytes)).toStrictEqual(expected);
        expect(JSON.stringify(encode(bytes))).toBe(JSON.stringify(expected));
      }),
      { numRuns: message === everyKind ? 20 : 50 },
    );
  });
});

test('an absent message is left out, everything else has its default', () => {
  const task = jsonEncoder(messageNamed('atrium.tasks.v1.Task'))(new Uint8Array());
  expect(task).toMatchObject({ id: '0', title: '', coExecutors: [], status: 'TASK_STATUS_UNSPECIFIED', acceptance: false });
  expect(task).not.toHaveProperty('deadline');
});

test('fields that the contract does not know are skipped, and unknown values of an enum stay numbers', () => {
  const unknown = [0xfa, 0x3e, 3, 1, 2, 3]; // field 1007, three bytes
  const status = [9 << 3, 77];
  expect(jsonEncoder(messageNamed('atrium.tasks.v1.Task'))(Uint8Array.of(...unknown, ...status))).toMatchObject({ status: 77 });
});

test('a message cut short is refused', () => {
  const message = messageNamed('atrium.tasks.v1.Task');
  const bytes = toBinary(message, fromJson(message, { title: 'A title', deadline: '2026-11-23T10:00:00Z' }));
  for (let length = 1; length < bytes.length; length++) {
    const cut = bytes.subarray(0, length);
    const whole = () => toJson(message, fromBinary(message, cut), { alwaysEmitImplicit: true });
    if (throws(whole)) expect(() => jsonEncoder(message)(cut)).toThrow();
    else expect(jsonEncoder(message)(cut)).toEqual(whole());
  }
});

test('the key __proto__ is a key like any other', () => {
  const json = Object.fromEntries([['__proto__', { polluted: 1 }]]);
  const message = messageNamed('atrium.common.v1.FieldChange');
  const encoded = jsonEncoder(message)(toBinary(message, fromJson(message, { path: 'x', before: json })));
  expect(JSON.stringify(encoded.before)).toBe('{"__proto__":{"polluted":1}}');
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test('what has a JSON form of its own is no object by itself', () => {
  expect(() => jsonEncoder(messageNamed('google.protobuf.Timestamp'))).toThrow(/as a field only/);
});

function throws(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch {
    return true;
  }
}
