// Whether the contract still serves those who were built against it: `buf breaking` against main, or, on main itself, against the commit before.
// A break that is meant is said in the commit that makes it, by a line "Breaking-Change: why".
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandFailed, runCommand } from '../infra/command.js';

const git = async (...args: string[]) => (await runCommand('git', args)).trim();

/** What git answers, or undefined where it knows no such thing: a first commit, a shallow clone, no repository at all. */
async function gitKnows(...args: string[]): Promise<string | undefined> {
  try {
    return await git(...args);
  } catch (error) {
    if (error instanceof CommandFailed) return undefined;
    throw error;
  }
}

async function commitToCompareWith(): Promise<string | undefined> {
  const main =
    (await gitKnows('rev-parse', '--verify', '--quiet', 'main')) ??
    (await gitKnows('rev-parse', '--verify', '--quiet', 'origin/main'));
  const shared = main && (await gitKnows('merge-base', main, 'HEAD'));
  const head = await gitKnows('rev-parse', '--verify', '--quiet', 'HEAD');
  return shared && shared !== head ? shared : gitKnows('rev-parse', '--verify', '--quiet', 'HEAD~1');
}

async function compareWith(commit: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-contract-'));
  try {
    const archive = join(folder, 'proto.tar');
    await git('archive', `--output=${archive}`, commit, 'proto');
    await runCommand('tar', ['-xf', archive, '-C', folder]);
    // What the contract imports from others is not in the repository, and does not change with it.
    await cp('.cache/proto-deps', join(folder, '.cache/proto-deps'), { recursive: true });
    await cp('buf.yaml', join(folder, 'buf.yaml'));
    await runCommand('node_modules/.bin/buf', ['breaking', '--against', folder]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const commit = await commitToCompareWith();
const meant = commit && (await git('log', '--format=%(trailers:key=Breaking-Change,valueonly)', `${commit}..HEAD`));
if (!commit) console.log('There is no commit to compare the contract with.');
else if (!(await gitKnows('cat-file', '-e', `${commit}:proto/atrium`).then((found) => found !== undefined)))
  console.log(`${commit} has no contract yet.`);
else if (meant) console.log(`The contract may break with ${commit}: ${meant}`);
else {
  try {
    await compareWith(commit);
    console.log(`The contract keeps what it promised at ${commit}.`);
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    console.error(
      `The contract breaks what it promised at ${commit}:\n${error.output}\nIf that is meant, say so in the commit by a line "Breaking-Change: why".`,
    );
    process.exitCode = 1;
  }
}
