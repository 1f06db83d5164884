import { createLog } from '../kit/log.js';

/** Silent, unless TEST_LOG_LEVEL asks for more. */
export const testLog = createLog({ level: process.env.TEST_LOG_LEVEL ?? 'fatal', development: true });
