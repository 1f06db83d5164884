import { invalid } from './errors.js';

/**
 * What an Update changes (AIP-134): the fields its mask names, out of those that may be written. Without a mask, those
 * that have a value. A field that is not there, or only the system sets, is refused by name.
 */
export function maskOf<Content extends object>(
  mask: readonly string[] | undefined,
  content: Content,
  message: string,
): Partial<Content> {
  const names = mask?.map(camelCase) ?? [];
  for (const [index, name] of names.entries())
    if (!Object.hasOwn(content, name))
      throw invalid('UNKNOWN_FIELD', `${mask?.[index]} is no field of ${message} that can be changed.`, 'update_mask');
  const wanted = names.length > 0 ? (name: string) => names.includes(name) : (_: string, value: unknown) => !isEmpty(value);
  const chosen: Partial<Content> = {};
  for (const name of keysOf(content)) if (wanted(String(name), content[name])) chosen[name] = content[name];
  return chosen;
}

const camelCase = (path: string): string => path.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const keysOf = <Content extends object>(content: Content): (keyof Content)[] => {
  const names: (keyof Content)[] = [];
  for (const name in content) names.push(name);
  return names;
};

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === '' || value === 0 || value === false || (Array.isArray(value) && value.length === 0);
