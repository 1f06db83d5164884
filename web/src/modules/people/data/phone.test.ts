import { expect, test } from 'vitest';
import { phoneHref, phoneText } from './phone';

test.each([
  ['+821012345678', '+82 10 1234 5678'],
  ['+8225551234', '+82 2 555 1234'],
  ['+74951234567', '+7 495 123 45 67'],
  ['+12125551234', '+1 212 555 1234'],
  ['+4930123456', '+49 301 234 56'],
  ['+3531234567', '+353 123 456 7'],
  ['105', '105'],
])('%s reads %s', (number, text) => expect(phoneText(number)).toBe(text));

test('a link dials the extension too', () => {
  expect(phoneHref({ number: '+74951234567', extension: '105' })).toBe('tel:+74951234567;ext=105');
  expect(phoneHref({ number: '+74951234567', extension: '' })).toBe('tel:+74951234567');
});
