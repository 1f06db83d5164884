import { appendFileSync } from 'node:fs';
import type { Reporter, TestCase } from 'vitest/node';

/** Keeps the names of tests that passed at a second try only, so that none of them hides among those that passed. */
export default class SecondTries implements Reporter {
  onTestCaseResult(test: TestCase): void {
    const file = process.env['ATRIUM_SECOND_TRIES'];
    if (file && test.diagnostic()?.flaky) appendFileSync(file, `${test.module.relativeModuleId} > ${test.fullName}\n`);
  }
}
