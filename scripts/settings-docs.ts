import { writeFileSync } from 'node:fs';
import { settingsMarkdown } from '../kit/settings.js';

/** Writes docs/settings.md from the table of settings; kit/settings.test.ts fails while it is not current. */
writeFileSync(new URL('../docs/settings.md', import.meta.url), settingsMarkdown());
