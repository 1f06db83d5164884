// Writes charts/atrium/roles.yaml from the program itself: npx tsx scripts/chart-roles.ts
import { writeFileSync } from 'node:fs';
import { rolesDocument } from '../charts/role-facts.js';

writeFileSync(new URL('../charts/atrium/roles.yaml', import.meta.url), await rolesDocument());
