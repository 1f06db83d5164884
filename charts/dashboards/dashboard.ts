/** A graph: what it shows, in which unit, and the queries behind its lines. */
export interface Panel {
  title: string;
  /** As Grafana names them: reqps, percentunit, s, bytes, short. */
  unit: string;
  /** Each query with the name of its lines. */
  queries: Record<string, string>;
}

export interface Dashboard {
  /** Never changes: links and bookmarks hold it. */
  uid: string;
  title: string;
  /** Headings, each with the graphs under it. */
  rows: Record<string, Panel[]>;
}

/** By these, set at the head of a dashboard, its series are of one installation. */
const installation = 'namespace="$namespace",release="$release"';

/** Series of an installation: `of('atrium_sockets')`, `of('up', 'role="tasks"')`. */
export const of = (metric: string, labels?: string): string => `${metric}{${[installation, labels].filter(Boolean).join(',')}}`;

/** How fast a counter grows, summed by some labels. */
export const rate = (by: string, metric: string, labels?: string): string =>
  `sum by (${by}) (rate(${of(metric, labels)}[$__rate_interval]))`;

/** The part of what a counter counts that has such labels: none is 0, not a gap. */
export const part = (by: string, metric: string, labels: string): string =>
  `(${rate(by, metric, labels)} or 0 * ${rate(by, metric)}) / ${rate(by, metric)}`;

/** Below which most observations of a histogram are. */
export const quantile = (which: number, by: string, metric: string, labels?: string): string =>
  `histogram_quantile(${which}, ${rate(`${by}, le`, `${metric}_bucket`, labels)})`;
