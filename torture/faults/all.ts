import type { FaultKind } from './fault.js';
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
  mongo,
  kafka,
  keycloak,
  poison,
  rewind,
];
