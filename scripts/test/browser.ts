import { existsSync } from 'node:fs';
import { runCommand } from '../infra/command.js';
import { installSystemPackages } from '../infra/system-packages.js';
import type { StepContext } from './step.js';

/** Chromium, and fonts that have Korean glyphs: without them screenshots show boxes. */
export async function ensureBrowser({ log, signal }: StepContext): Promise<undefined> {
  const missing = [];
  if (!existsSync('/usr/bin/chromium')) missing.push('chromium');
  if (!(await hasKoreanFont())) missing.push('fonts-noto-cjk');
  if (missing.length > 0) await installSystemPackages(missing, 'The tests in the browser need', log, signal);
}

async function hasKoreanFont(): Promise<boolean> {
  try {
    return (await runCommand('fc-list', [':lang=ko'])).trim() !== '';
  } catch {
    return false;
  }
}
