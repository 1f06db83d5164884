import type { FaultKind } from './fault.js';
import { clock } from './clock.js';
import { disk } from './disk.js';
import { cut, delay, stall } from './network.js';
import { poison } from './poison.js';
import { freeze, kill, terminate } from './processes.js';
import { rewind } from './rewind.js';
import { kafka, keycloak, mongo } from './servers.js';

export const faultKinds: readonly FaultKind[] = [
  kill,
  terminate,
  freeze,
  cut,
  stall,
  delay,
  clock,
  disk,
  mongo,
  kafka,
  keycloak,
  poison,
  rewind,
];
