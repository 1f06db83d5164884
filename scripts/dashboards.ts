// Writes the dashboards of Grafana that the chart brings: npx tsx scripts/dashboards.ts
import { writeFileSync } from 'node:fs';
import { dashboards } from '../charts/dashboards/dashboards.js';
import { grafana } from '../charts/dashboards/grafana.js';

for (const dashboard of dashboards) {
  writeFileSync(new URL(`../charts/atrium/dashboards/${dashboard.uid}.json`, import.meta.url), grafana(dashboard));
}
