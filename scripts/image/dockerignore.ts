import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The files under a folder that a .dockerignore lets into a build, as paths relative to it. */
export async function admittedFiles(folder: string, ignore: string): Promise<string[]> {
  const rules = parseRules(ignore);
  return (await filesUnder(folder, '', rules)).toSorted();
}

interface Rule {
  admits: boolean;
  text: string;
  pattern: RegExp;
}

function parseRules(text: string): Rule[] {
  const lines = text.split('\n').filter((line) => line && !line.startsWith('#'));
  return lines.map((line) => {
    const admits = line.startsWith('!');
    const glob = admits ? line.slice(1) : line;
    return { admits, text: glob, pattern: toPattern(glob) };
  });
}

/** Two stars and a slash are any folders or none, one star is part of a name; what matches a folder matches all in it. */
function toPattern(glob: string): RegExp {
  const parts = glob.split(/(\*\*\/|\*)/).map((part) => {
    if (part === '**/') return '(?:.*/)?';
    return part === '*' ? '[^/]*' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}(?:/.*)?$`);
}

/** The last rule that speaks of a path decides. */
function isAdmitted(path: string, rules: readonly Rule[]): boolean {
  return rules.findLast(({ pattern }) => pattern.test(path))?.admits ?? true;
}

async function filesUnder(root: string, path: string, rules: readonly Rule[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(join(root, path), { withFileTypes: true })) {
    const inner = path ? `${path}/${entry.name}` : entry.name;
    const admitted = isAdmitted(inner, rules);
    if (!entry.isDirectory()) {
      if (admitted) found.push(inner);
    } else if (admitted || rules.some(({ admits, text }) => admits && text.startsWith(`${inner}/`))) {
      found.push(...(await filesUnder(root, inner, rules)));
    }
  }
  return found;
}
