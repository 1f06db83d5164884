import { type Dashboard, of, part, quantile, rate } from './dashboard.js';

const http = 'atrium_http_requests_total';
const grpc = 'atrium_grpc_server_handled_total';
const faults = 'code=~"UNKNOWN|INTERNAL|UNAVAILABLE|DEADLINE_EXCEEDED|DATA_LOSS"';
// A WebSocket is one request as long as the page is open.
const noSockets = 'route!="/v1/socket"';

const overview: Dashboard = {
  uid: 'atrium-overview',
  title: 'Atrium',
  rows: {
    'What people notice': [
      { title: 'Requests', unit: 'reqps', queries: { '{{route}}': `topk(8, ${rate('route', http)})` } },
      { title: 'Requests that fail', unit: 'percentunit', queries: { failed: part('release', http, 'status=~"5.."') } },
      {
        title: 'How long requests take',
        unit: 's',
        queries: {
          'half of them': quantile(0.5, 'release', 'atrium_http_request_duration_seconds', noSockets),
          '99 of 100': quantile(0.99, 'release', 'atrium_http_request_duration_seconds', noSockets),
        },
      },
    ],
    'By role': [
      { title: 'Calls', unit: 'reqps', queries: { '{{role}}': rate('role', grpc) } },
      { title: 'Calls that meet a fault', unit: 'percentunit', queries: { '{{role}}': part('role', grpc, faults) } },
      {
        title: 'How long 99 of 100 calls take',
        unit: 's',
        queries: { '{{role}}': quantile(0.99, 'role', 'atrium_grpc_server_duration_seconds') },
      },
    ],
    'How busy they are': [
      { title: 'CPU', unit: 'short', queries: { '{{role}}': rate('role', 'process_cpu_seconds_total') } },
      {
        title: 'Memory of the largest pod',
        unit: 'bytes',
        queries: { '{{role}}': `max by (role) (${of('process_resident_memory_bytes')})` },
      },
      {
        title: 'How late the most late pod is',
        unit: 's',
        queries: { '{{role}}': `max by (role) (${of('atrium_event_loop_lag_seconds', 'quantile="0.99"')})` },
      },
      { title: 'Pods that answer', unit: 'short', queries: { '{{role}}': `sum by (role) (${of('up')})` } },
    ],
  },
};

const events: Dashboard = {
  uid: 'atrium-events',
  title: 'Atrium: events, Kafka and MongoDB',
  rows: {
    'From MongoDB to Kafka': [
      { title: 'Events sent', unit: 'short', queries: { '{{service}}': rate('service', 'atrium_outbox_sent_total') } },
      {
        title: 'Events that wait to be sent',
        unit: 'short',
        queries: { '{{service}}': `sum by (service) (${of('atrium_outbox_unsent')})` },
      },
      {
        title: 'Age of the oldest',
        unit: 's',
        queries: { '{{service}}': `max by (service) (${of('atrium_outbox_oldest_seconds')})` },
      },
      {
        title: 'Events that Kafka refuses for good',
        unit: 'short',
        queries: { '{{service}}': `sum by (service) (${of('atrium_outbox_undeliverable_total')})` },
      },
    ],
    'From Kafka to consumers': [
      { title: 'Events handled', unit: 'short', queries: { '{{group}}': rate('group', 'atrium_consumer_handled_total') } },
      {
        title: 'Events that wait',
        unit: 'short',
        queries: { '{{group}}': `sum by (group) (max by (group, topic) (${of('atrium_consumer_lag')}))` },
      },
      {
        title: 'Failed, to be tried again',
        unit: 'short',
        queries: { '{{group}}': rate('group', 'atrium_consumer_retries_total') },
      },
      {
        title: 'Given up',
        unit: 'short',
        queries: { '{{group}}': `sum by (group) (${of('atrium_consumer_dead_letters_total')})` },
      },
    ],
    MongoDB: [
      {
        title: 'Connections in use',
        unit: 'short',
        queries: { '{{role}}': `sum by (role) (${of('atrium_mongo_pool_connections', 'state="in_use"')})` },
      },
      {
        title: 'Connections that wait for work',
        unit: 'short',
        queries: { '{{role}}': `sum by (role) (${of('atrium_mongo_pool_connections', 'state="idle"')})` },
      },
    ],
    'Work that one does for all': [
      {
        title: 'Who sends events and runs jobs',
        unit: 'short',
        queries: { '{{lease}} {{pod}}': `sum by (lease, pod) (${of('atrium_lease_held')}) > 0` },
      },
      {
        title: 'Jobs',
        unit: 'short',
        queries: { '{{job}} {{outcome}}': `sum by (job, outcome) (${of('atrium_job_runs_total')})` },
      },
    ],
  },
};

const call = (method: string) => `method="${method}",code="OK"`;

const people: Dashboard = {
  uid: 'atrium-people',
  title: 'Atrium: what people do',
  rows: {
    'People at work': [
      {
        title: 'Pages that are open',
        unit: 'short',
        queries: { 'all pods': `sum(${of('atrium_sockets')})`, '{{pod}}': of('atrium_sockets') },
      },
      { title: 'Requests refused to people', unit: 'reqps', queries: { '{{status}}': rate('status', http, 'status=~"4.."') } },
    ],
    Tasks: [
      { title: 'Set', unit: 'short', queries: { tasks: rate('release', grpc, call('CreateTask')) } },
      { title: 'Completed', unit: 'short', queries: { tasks: rate('release', grpc, call('CompleteTask')) } },
      { title: 'Commented', unit: 'short', queries: { comments: rate('release', grpc, call('CreateComment')) } },
    ],
    Notifications: [
      {
        title: 'Events looked at',
        unit: 'short',
        queries: { '{{topic}}': rate('topic', 'atrium_consumer_handled_total', 'group=~".*notify"') },
      },
      { title: 'Lists read', unit: 'short', queries: { lists: rate('release', grpc, call('ListNotifications')) } },
    ],
  },
};

export const dashboards: readonly Dashboard[] = [overview, events, people];
