import { backupCommand } from './backup-command.js';

/** The program for operators: `node dist/kit/backup-main.js --help`. */
try {
  await backupCommand(process.argv.slice(2), (text) => process.stdout.write(text));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
