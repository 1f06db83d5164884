import { replayCommand } from './replay-command.js';

/** The program for operators: `node dist/kit/replay-main.js --help`. */
try {
  await replayCommand(process.argv.slice(2), (text) => process.stdout.write(text));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
