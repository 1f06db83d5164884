import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalisePhone } from './phone.js';

test.each([
  ['+82 10-1234-5678', '+821012345678'],
  ['010-1234-5678', '+821012345678'],
  ['01012345678', '+821012345678'],
  ['+82 (0)10 1234 5678', '+821012345678'],
  ['010.1234.5678', '+821012345678'],
  ['02-312-3456', '+8223123456'],
  ['008210 1234 5678', '+821012345678'],
  ['8 (912) 345-67-89', '+79123456789'],
  ['+7 912 345 67 89', '+79123456789'],
  ['79123456789', '+79123456789'],
  ['9123456789', '+79123456789'],
  ['моб.: +7 (912) 345-67-89', '+79123456789'],
  ['8 912 345 67 89, 8 495 123 45 67', '+79123456789'],
  ['нет; +7 495 123-45-67', '+74951234567'],
  ['+1 (212) 555-0123', '+12125550123'],
  ['+44 20 7946 0958', '+442079460958'],
  ['+82 10 1234 5678', '+821012345678'],
])('%s is %s', (text, e164) => {
  expect(normalisePhone(text, ['KR', 'RU'])).toEqual({ e164 });
});

test.each([
  ['+7 495 123-45-67 доб. 105', '105'],
  ['+7 495 123-45-67 (доб. 105)', '105'],
  ['8 (495) 123-45-67, вн. 12', '12'],
  ['02-312-3456 내선 7', '7'],
  ['02-312-3456 (내선번호: 12)', '12'],
  ['+82 2 312 3456 ext. 9', '9'],
  ['+1 212 555 0123 x42', '42'],
])('%s has the extension %s', (text, extension) => {
  expect(normalisePhone(text, ['KR', 'RU'])?.extension).toBe(extension);
});

test.each(['', '-', 'нет', '12', '105', 'ext. 5', '+', '+0', '12345678901234567890', `+7${'1'.repeat(500)}`])(
  '%s is no number',
  (text) => {
    expect(normalisePhone(text, ['KR', 'RU'])).toBeUndefined();
  },
);

test('a country that does not exist is passed over', () => {
  expect(normalisePhone('010-1234-5678', ['XX', '', 'kr', 'KR'])).toEqual({ e164: '+821012345678' });
  expect(normalisePhone('010-1234-5678', [])).toBeUndefined();
});

test('what was normalised stays as it is, wherever', () => {
  const mobile = fc
    .integer({ min: 10_000_000, max: 99_999_999 })
    .map((digits) => `010-${String(digits).slice(0, 4)}-${String(digits).slice(4)}`);
  fc.assert(
    fc.property(mobile, fc.constantFrom('KR', 'RU', 'US'), (text, country) => {
      const phone = normalisePhone(text, ['KR']);
      if (phone) expect(normalisePhone(phone.e164, [country])).toEqual(phone);
    }),
  );
});

test('any text is a number or none', () => {
  const unit = fc.constantFrom('0', '7', '8', '+', '(', ')', '-', ' ', 'x', 'доб.', '내선', ';', ',', '/', '#', '２', 'я');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
      expect(normalisePhone(text, ['KR', 'RU'])?.e164 ?? '+82').toMatch(/^\+[1-9]\d{1,14}$/);
    }),
  );
});
