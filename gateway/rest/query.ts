import { Problem } from './problem.js';

/** The parameters after the question mark, in their order; unlike URLSearchParams it refuses what is no UTF-8. */
export function parseQuery(url: string): [name: string, value: string][] {
  const start = url.indexOf('?');
  if (start < 0 || start === url.length - 1) return [];
  const parameters = url.slice(start + 1).split('&', MOST_PARAMETERS + 1);
  if (parameters.length > MOST_PARAMETERS)
    throw new Problem(400, 'TOO_MANY_PARAMETERS', `At most ${MOST_PARAMETERS} parameters are read.`);
  try {
    return parameters.map((parameter) => {
      const [name = '', ...value] = parameter.split('=');
      return [decode(name), decode(value.join('='))];
    });
  } catch (error) {
    if (error instanceof URIError) throw new Problem(400, 'MALFORMED_QUERY', 'The parameters are not percent-encoded UTF-8.');
    throw error;
  }
}

const MOST_PARAMETERS = 1000;

const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));
