// `npm run generate`: everything that is derived from proto/, into gen/.
//
//   gen/atrium/**/*.ts     messages, clients and server interfaces (ts-proto, nice-grpc)
//   gen/descriptors.binpb  the whole contract with its comments and imports: REST routes, validation and API documents are read from it
//
// Plain JavaScript, because it runs before there is anything to compile against.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentHash } from './bootstrap/content-hash.mjs';
import { printValidateProto } from './generate/print-proto.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const buf = join(root, 'node_modules/.bin/buf');
const dependencies = join(root, '.cache/proto-deps');

/** The parts of google-proto-files that the contract may import. */
const googleFiles = [
  'google/api/annotations.proto',
  'google/api/field_behavior.proto',
  'google/api/http.proto',
  'google/rpc/code.proto',
  'google/rpc/error_details.proto',
  'google/rpc/status.proto',
];

/** Brings gen/ up to date with proto/. Answers whether there was anything to do. */
export function generate() {
  const stampFile = join(root, 'gen/.stamp');
  const stamp = contentHash(root, [
    'proto',
    'buf.yaml',
    'buf.gen.yaml',
    'package-lock.json',
    'scripts/generate.mjs',
    'scripts/generate',
  ]);
  if (existsSync(dependencies) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false;

  mkdirSync(join(root, '.cache'), { recursive: true });
  replaceFolder(dependencies, collectDependencies);
  replaceFolder(join(root, 'gen'), (folder) => {
    run(buf, ['generate', '--output', folder]);
    run(buf, ['build', '--as-file-descriptor-set', '-o', join(folder, 'descriptors.binpb')]);
    writeFileSync(join(folder, '.stamp'), stamp);
  });
  return true;
}

function collectDependencies(folder) {
  for (const file of googleFiles) cpSync(join(root, 'node_modules/google-proto-files', file), join(folder, file));
  mkdirSync(join(folder, 'buf/validate'), { recursive: true });
  writeFileSync(join(folder, 'buf/validate/validate.proto'), printValidateProto());
}

/** Fills a new folder beside the old one and swaps them, so that nobody ever reads a half-written one. */
function replaceFolder(target, fill) {
  const fresh = mkdtempSync(join(root, '.cache/generating-'));
  try {
    fill(fresh);
    rmSync(target, { recursive: true, force: true });
    renameSync(fresh, target);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function run(command, args) {
  execFileSync(command, args, { cwd: root, stdio: 'inherit' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(generate() ? 'gen/ is generated from proto/.' : 'gen/ is up to date.');
  } catch (error) {
    // buf has said on its own what is wrong with which file; a stack of this script would only hide it.
    if (error.status === undefined) throw error;
    process.exit(1);
  }
}
