import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { z } from 'zod';

// Loaded into each process before the program: it clears away its garbage when asked, so that what is left can be compared.
setFlagsFromString('--expose-gc');
const collect = z.function().parse(runInNewContext('gc'));
process.on('SIGUSR2', () => void collect());
