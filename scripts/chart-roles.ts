// Writes what the chart and k8s/ know of roles, from the program itself: npx tsx scripts/chart-roles.ts
import { writeFileSync } from 'node:fs';
import { customResources } from '../charts/custom-resources.js';
import { rolesDocument } from '../charts/role-facts.js';

const files = { 'charts/atrium/roles.yaml': await rolesDocument(), ...(await customResources()) };
for (const [path, text] of Object.entries(files)) writeFileSync(new URL(`../${path}`, import.meta.url), text);
