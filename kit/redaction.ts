/** Names of fields whose values are never logged. */
const secretName = /authori[sz]ation|token|passw|passphrase|pwd|secret|cookie|credential|api[-_]?key|private[-_]?key/i;

/** Credentials and e-mail addresses inside a text. Repetitions are bounded, so that no text makes the search slow. */
const secretTexts: readonly [RegExp, string][] = [
  [/\b(https?:\/\/)[^\s/?#"'<>]{1,1000}@/gi, '$1***@'],
  // In other schemes (mongodb, smtp) all up to the last @: there, unescaped passwords often hold a slash or question mark.
  [/\b(?!https?:|file:)([a-z][a-z\d+.-]{1,20}:\/\/)[^\s"'<>]{1,1000}@/gi, '$1***@'],
  [/\b(bearer|authorization: *basic)\s+[\w.~+/=-]{8,}/gi, '$1 ***'],
  [/\beyJ[\w-]{5,}\.[\w-]+(\.[\w-]*)?/g, '***'],
  [/(token|secret|passw(?:or)?d|passwd|api[-_]?key)=[^\s&"']+/gi, '$1=***'],
  [/(secret|password|passwd): *[^\s"',}]+/gi, '$1: ***'],
  // JSON inside a text
  [/((?:token|secret|passw(?:or)?d|api[-_]?key|authorization|cookie)"\s{0,5}:\s{0,5}")[^"]+/gi, '$1***'],
  // Addresses of people, also in what databases and mail servers say. The host stays: it is what operators look for.
  [/[\p{L}\p{N}._+-]{1,64}@((?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24})(?![\p{L}\p{N}-])/gu, '***@$1'],
];

const suspicious = new RegExp(`${secretName.source}|:\\/\\/[^"\\s]{0,1000}@|bearer|eyJ|[^"\\s]@[^"\\s]`, 'i');

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
