import type { TestProcess } from '../tests/process.js';

/** The running system a measurement is made on. */
export type Bench = {
  process: TestProcess;
  apiUrl: string;
  /** Of anna, who directs the company. */
  token: string;
};
