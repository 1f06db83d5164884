import type { Dashboard, Panel } from './dashboard.js';

const WIDTH = 24;
const HEIGHT = 8;

/** A dashboard as Grafana's own JSON. */
export function grafana({ uid, title, rows }: Dashboard): string {
  let y = 0;
  const panels = Object.entries(rows).flatMap(([heading, row]) => {
    const top = y;
    y += 1 + HEIGHT;
    const width = Math.floor(WIDTH / row.length);
    return [
      { type: 'row', title: heading, collapsed: false, gridPos: { x: 0, y: top, w: WIDTH, h: 1 } },
      ...row.map((panel, index) => graph(panel, { x: index * width, y: top + 1, w: width, h: HEIGHT })),
    ];
  });
  const numbered = panels.map((panel, index) => ({ id: index + 1, ...panel }));
  const refresh = '1m';
  const time = { from: 'now-6h', to: 'now' };
  return `${JSON.stringify({ uid, title, tags: ['atrium'], schemaVersion: 39, refresh, time, templating, panels: numbered }, undefined, 2)}\n`;
}

const datasource = { type: 'prometheus', uid: '${datasource}' };

const graph = ({ title, unit, queries }: Panel, gridPos: object) => ({
  type: 'timeseries',
  title,
  gridPos,
  datasource,
  fieldConfig: { defaults: { unit, min: 0, custom: { fillOpacity: 10, showPoints: 'never' } }, overrides: [] },
  options: { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi', sort: 'desc' } },
  targets: Object.entries(queries).map(([legendFormat, expr], index) => ({
    refId: String.fromCharCode(65 + index),
    datasource,
    expr,
    legendFormat,
  })),
});

/** Where the series are, and of which installation: chosen at the head of the page. */
const templating = {
  list: [
    { name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus' },
    { name: 'namespace', type: 'query', datasource, query: 'label_values(atrium_lease_held, namespace)', refresh: 2 },
    {
      name: 'release',
      type: 'query',
      datasource,
      query: 'label_values(atrium_lease_held{namespace="$namespace"}, release)',
      refresh: 2,
    },
  ],
};
