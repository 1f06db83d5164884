import { commandLine } from './command-line.js';
import { replayCommand } from './replay-command.js';

/** The program for operators: `node dist/kit/replay-main.js --help`. */
await commandLine(replayCommand);
