import { commandLine } from './command-line.js';
import { backupCommand } from './backup-command.js';

/** The program for operators: `node dist/kit/backup-main.js --help`. */
await commandLine(backupCommand);
