import type { Log } from './progress.js';

/** What the infrastructure consists of. */
export const partNames = ['mongo', 'kafka', 'keycloak', 'mail'] as const;
export type PartName = (typeof partNames)[number];

/** One server of the infrastructure that can be brought by package managers alone. */
export interface Part {
  title: string;
  /** Which of its ports must be free. */
  ports: readonly (keyof Ports)[];
  /** What this machine lacks to bring it, with the way out, as one sentence; undefined where nothing is lacking. */
  whatIsMissing: () => Promise<string | undefined>;
  /** Downloads it where needed, starts it and waits until it answers. */
  start: (context: StartContext) => Promise<Running>;
}

export interface Ports {
  mongo: number;
  kafka: number;
  kafkaController: number;
  keycloak: number;
  keycloakManagement: number;
  smtp: number;
  mail: number;
}

/** What a part is told when it is to start. */
export interface StartContext {
  /** The part's own folder for data. */
  dataFolder: string;
  /** Where logs and process ids are written. */
  runFolder: string;
  ports: Ports;
  /** The ports that clients are told, where something stands between them and a server which tells its own address. */
  toldPorts?: { mongo: number; kafka: number };
  keycloakAdmin: Credentials;
  /** For tests: a query that no index serves fails instead of being slow. */
  refuseTableScans: boolean;
  log: Log;
  signal: AbortSignal;
}

export interface Credentials {
  user: string;
  password: string;
}

export interface Running {
  title: string;
  /** Absent where it is no process of this machine's own. */
  pid?: number;
  /** Settles when it has ended, whoever ended it. */
  ended: Promise<void>;
  /** The end of its log. */
  lastWords: () => string;
  stop: () => Promise<void>;
}
