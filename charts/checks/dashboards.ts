import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { dashboards } from '../dashboards/dashboards.js';
import { grafana } from '../dashboards/grafana.js';
import { byComponent } from '../objects.js';
import { chart, render } from '../render.js';

const page = z.object({
  panels: z.array(
    z.object({ id: z.number(), gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }) }),
  ),
});

describe('dashboards', () => {
  test('are what they are written from; scripts/dashboards.ts brings them up to date', async () => {
    for (const dashboard of dashboards) {
      expect(await readFile(join(chart, 'dashboards', `${dashboard.uid}.json`), 'utf8')).toBe(grafana(dashboard));
    }
  });

  test('come as ConfigMaps that Grafana finds, each whole', async () => {
    const maps = byComponent(await render('production'), 'ConfigMap');
    for (const dashboard of dashboards) {
      expect(maps.get(dashboard.uid)).toMatchObject({
        metadata: { labels: { grafana_dashboard: '1' } },
        data: { [`${dashboard.uid}.json`]: grafana(dashboard) },
      });
    }
    expect(byComponent(await render('minimal'), 'ConfigMap').size).toBe(0);
  });

  test('have no graph upon another, nor one that sticks out', () => {
    for (const dashboard of dashboards) {
      const { panels } = page.parse(JSON.parse(grafana(dashboard)));
      const cells = panels.flatMap(({ gridPos: { x, y, w } }) => Array.from({ length: w }, (_, index) => `${x + index}/${y}`));
      expect(new Set(cells).size).toBe(cells.length);
      expect(panels.filter(({ gridPos: { x, w } }) => x + w > 24)).toEqual([]);
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    }
  });

  test('are of one installation: every series is chosen by namespace and release', () => {
    const queries = dashboards.flatMap(({ rows }) =>
      Object.values(rows).flatMap((row) => row.flatMap(({ queries }) => Object.values(queries))),
    );
    const series = queries.flatMap((query) => [...query.matchAll(/\b(?:atrium|process)_\w+(\{[^}]*\})?/g)]);
    expect(series.length).toBeGreaterThan(30);
    for (const [name, labels = ''] of series) expect(labels, name).toContain('namespace="$namespace",release="$release"');
  });
});
