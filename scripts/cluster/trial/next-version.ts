import { cp, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { admittedFiles } from '../../image/dockerignore.js';

interface Edit {
  file: string;
  /** Stands in the file once. */
  before: string;
  after: string;
}

/**
 * What a next version may bring: a field of tasks, which new ones get when they are made and those that there are by a migration, and an
 * event that says more than before.
 */
const edits = (migration: number): Edit[] => [
  insertedAfter('proto/atrium/tasks/v1/tasks.proto', 'message Task {\n', '  string origin = 1000;\n'),
  insertedAfter('proto/atrium/tasks/v1/tasks.proto', 'message TaskEvent {\n', '  string release = 1000;\n'),
  insertedAfter('services/tasks/task.ts', 'export type Task = Stored<number> & {\n', '  readonly origin?: string;\n'),
  insertedAfter('services/tasks/task-store.ts', '  version: task.version,\n', "  origin: task.origin ?? '',\n"),
  insertedAfter(
    'services/tasks/task-store.ts',
    '      readers: directory.readers(task.participants),\n',
    "      origin: task.origin ?? 'made',\n",
  ),
  {
    file: 'services/tasks/task-store.ts',
    before: 'TaskEvent.encode({ ',
    after: "TaskEvent.encode({ release: 'next', ",
  },
  {
    file: 'services/tasks/service.ts',
    before: '  keepReaders(chassis',
    after: `  store.migrations({
    version: ${migration},
    title: 'Say of every task where it came from',
    kind: 'expand',
    run: ({ backfill }) =>
      backfill({
        collection: 'tasks',
        where: { origin: { $exists: false } },
        change: [{ $set: { origin: 'migrated' } }],
      }),
  });
  keepReaders(chassis`,
  },
];

function insertedAfter(file: string, before: string, more: string): Edit {
  return { file, before, after: before + more };
}

/** The changes, for the sources in a folder. */
export async function editsFor(root: string): Promise<Edit[]> {
  const folder = join(root, 'services/tasks');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts'));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const migrations = texts.flatMap((text) =>
    [...text.matchAll(/version: (\d+),\s*title:/g)].map(([, version]) => Number(version)),
  );
  return edits(Math.max(0, ...migrations) + 1);
}

/** Makes a folder of what the image is built from, with the changes of a next version. */
export async function nextVersion(root: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-next-'));
  const files = await admittedFiles(root, await readFile(join(root, '.dockerignore'), 'utf8'));
  for (const file of ['Dockerfile', '.dockerignore', ...files]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await cp(join(root, file), join(folder, file));
  }
  for (const { file, before, after } of await editsFor(root)) {
    const text = await readFile(join(folder, file), 'utf8');
    if (text.split(before).length !== 2)
      throw new Error(`The trial no longer knows how to change ${file}: there is not one "${before.trim()}".`);
    await writeFile(
      join(folder, file),
      text.replace(before, () => after),
    );
  }
  return folder;
}
