import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../start/build.js';
import { StepFailed } from './step.js';

/** Licences that ask for no more than to be named: anything may be built with them, and kept closed. */
const permissive = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Python-2.0',
]);

export type Exception = { packages: RegExp; licences: readonly string[]; developmentOnly?: boolean; reason: string };

const exceptions: readonly Exception[] = [
  {
    packages: /^@img\/sharp-/,
    licences: ['LGPL-3.0-or-later'],
    reason: 'libvips, loaded at run time as it is published, and replaceable by another build of it',
  },
  {
    packages: /^(@fontsource-variable\/inter|pretendard)$/,
    licences: ['OFL-1.1'],
    reason: 'fonts, which may be shipped with software',
  },
  {
    packages: /^(@axe-core\/playwright|axe-core|lightningcss.*)$/,
    licences: ['MPL-2.0'],
    developmentOnly: true,
    reason: 'tools, unchanged; nothing of them is in what is shipped',
  },
  { packages: /^caniuse-lite$/, licences: ['CC-BY-4.0'], developmentOnly: true, reason: 'data that a tool reads' },
];

export type Package = { name: string; licence: string | undefined; isDevelopment: boolean };

/** Packages whose licence is not one we may use, and exceptions that nothing needs any more. */
export function objections(packages: readonly Package[], allowed: readonly Exception[] = exceptions): string[] {
  const used = new Set<Exception>();
  const excepted = (licence: string, { name, isDevelopment }: Package): boolean => {
    const found = allowed.find(
      (each) => each.packages.test(name) && each.licences.includes(licence) && (!each.developmentOnly || isDevelopment),
    );
    if (found) used.add(found);
    return found !== undefined;
  };
  const wrong = packages.filter(
    (each) => !isAllowed(each.licence, (licence) => permissive.has(licence) || excepted(licence, each)),
  );
  return [
    ...wrong.map(({ name, licence }) => `${name}: ${licence ?? 'names no licence'}`),
    ...allowed
      .filter((each) => !used.has(each))
      .map(({ packages: { source } }) => `The exception for ${source} is needed by nothing.`),
  ];
}

/** Of an SPDX expression without brackets within brackets: one side of an OR is enough, of an AND all are needed. */
function isAllowed(expression: string | undefined, allows: (licence: string) => boolean): boolean {
  const either = expression?.replaceAll(/[()]/g, '').split(' OR ') ?? [];
  return either.some((all) => all.split(' AND ').every((licence) => allows(licence.trim())));
}

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({ license: z.string().optional(), dev: z.boolean().default(false), link: z.boolean().default(false) }),
  ),
});
const oldStyle = z.object({ type: z.string() });
const manifest = z.object({
  license: z.union([z.string(), oldStyle.transform(({ type }) => type)]).optional(),
  licenses: z.array(oldStyle).optional(),
});

/** Fails where something that is installed has a licence that is not permissive. */
export async function checkLicences(): Promise<undefined> {
  const lock = lockFile.parse(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')));
  const packages: Package[] = [];
  for (const [path, { license, dev, link }] of Object.entries(lock.packages)) {
    if (link || !path.includes('node_modules/')) continue;
    const installed = await readFile(join(root, path, 'package.json'), 'utf8').catch(() => undefined);
    // Builds for other machines stand in the lock file and are not installed; what they are built from is.
    if (installed === undefined && license === undefined) continue;
    const own = manifest.parse(JSON.parse(installed ?? '{}'));
    const licence = own.license ?? own.licenses?.map(({ type }) => type).join(' OR ') ?? license;
    packages.push({ name: path.split('node_modules/').at(-1) ?? path, licence, isDevelopment: dev });
  }
  const found = objections(packages);
  if (found.length > 0) throw new StepFailed(found.join('\n'), { passed: 0, failed: found.length });
}
