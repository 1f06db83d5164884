const secretName =
  /authori[sz]ation|token|passw|pwd|passphrase|secret|cookie|credential|api[-_]?key|private[-_]?key|saslpassword/i;

/** A person's or a program's credentials inside a text: the user part of an address, a bearer token, a JSON Web Token. */
const secretTexts: readonly [RegExp, string][] = [
  [/\b(https?:\/\/)[^\s/?#"'<>]*@/gi, '$1***@'],
  // Of other schemes everything up to the last @: passwords there often contain a raw slash or question mark.
  [/\b(?!https?:)([a-z][a-z\d+.-]*:\/\/)[^\s"'<>]*@/gi, '$1***@'],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, '$1 ***'],
  [/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, '***'],
];

const suspicious = new RegExp(`${secretName.source}|:\\/\\/[^"\\s]*@|bearer|basic|eyJ`, 'i');

/**
 * The finished line of JSON without secrets. It looks at the line, not at what was passed in, because nothing gets past
 * it there: bindings, errors with causes and texts alike. Lines without a suspicious word pass untouched.
 */
export function redacted(line: string): string {
  if (!suspicious.test(line)) return line;
  return `${JSON.stringify(withoutSecrets(JSON.parse(line)))}\n`;
}

function withoutSecrets(value: unknown, name = ''): unknown {
  if (secretName.test(name) && value !== null && typeof value !== 'boolean') return '***';
  if (typeof value === 'string') return secretTexts.reduce((text, [pattern, mask]) => text.replace(pattern, mask), value);
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecrets(item, key)]));
  }
  return value;
}
