import fc from 'fast-check';
import { type ContextManager, context, ROOT_CONTEXT, TraceFlags, trace } from '@opentelemetry/api';
import { expect, onTestFinished, test } from 'vitest';
import { createLog, type Log } from './log.js';

function recorded(act: (log: Log) => void, development = false): string {
  const lines: string[] = [];
  act(createLog({ level: 'debug', development }, { write: (line) => lines.push(line) }));
  return lines.join('');
}

test('an event is one line of JSON with its level, time and details', () => {
  const line = recorded((log) => log.child({ actor: 'anna' }).info({ task: 42 }, 'Anna completed task 42'));
  expect(line).toMatch(
    /^\{"level":"info","time":"\d{4}-\d\d-\d\dT[\d:.]+Z","actor":"anna","task":42,"msg":"Anna completed task 42"\}\n$/,
  );
});

test('in development a line is for the eye, with the stack of an error', () => {
  const text = recorded((log) => log.warn({ task: 42, err: new Error('no disk') }, 'The photo was not kept'), true);
  expect(text).toMatch(/^\d\d:\d\d:\d\d\.\d{3} WARN {2}The photo was not kept \{"task":42\}\nError: no disk\n +at /);
});

test('less severe messages than the level are dropped', () => {
  const lines: string[] = [];
  createLog({ level: 'warn', development: false }, { write: (line) => lines.push(line) }).info('hello');
  expect(lines).toEqual([]);
});

const secret = fc.stringMatching(/^[A-Za-z0-9]{4}[A-Za-z0-9_-]{8,30}$/).map((text) => `S3${text}`);
const secretField = fc.constantFrom(
  'authorization',
  'Authorization',
  'token',
  'accessToken',
  'id_token',
  'password',
  'newPassword',
  'clientSecret',
  'cookie',
  'set-cookie',
  'apiKey',
  'credentials',
);
const name = fc.constantFrom('request', 'headers', 'user', 'options', 'response');
const nest = (value: unknown, path: readonly string[]) => path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);

test('the value of a secret field never appears, at any depth, in a list, a binding or an error', () => {
  const shape = fc.constantFrom<(value: string) => unknown>(
    (value) => value,
    (value) => [value],
    (value) => ({ value }),
  );
  fc.assert(
    fc.property(secret, secretField, fc.array(name, { maxLength: 5 }), shape, (value, field, path, shaped) => {
      const details = { details: nest({ [field]: shaped(value) }, path) };
      const output = recorded((log) => {
        log.info(details, 'It happened');
        log.child(details).info('It happened again');
        log.error({ err: Object.assign(new Error('failed', { cause: Object.assign(new Error('why'), details) }), details) });
      });
      expect(output).not.toContain(value);
      expect(output).toContain('It happened again');
    }),
  );
});

test('a secret inside a text never appears', () => {
  const sentence = fc.constantFrom<(value: string) => string>(
    (value) => `connecting to mongodb://atrium:${value}@one:27017,two:27017/?replicaSet=rs0`,
    (value) => `connecting to mongodb+srv://atrium:a/b?${value}@cluster/`,
    (value) => `smtp://mail%40example.org:${value}@mail:587 refused`,
    (value) => `GET https://anna:${value}@host/path`,
    (value) => `headers: Authorization: Bearer ${value}`,
    (value) => `authorization: Basic ${value}=`,
    (value) => `token eyJhbGciOiJub25lIn0.${value}.${value}`,
    (value) => `GET /callback?state=1&access_token=${value}&x=1`,
    (value) => `body client_id=a&client_secret=${value}`,
    (value) => `the body was {"password": "${value}"}`,
    (value) => `password: ${value}`,
  );
  fc.assert(
    fc.property(secret, sentence, (value, say) => {
      const output = recorded((log) => {
        log.info(say(value));
        log.info({ list: [{ text: say(value) }] }, 'It happened');
        log.error(new Error(say(value)), 'It failed');
      });
      expect(output).not.toContain(value);
    }),
    { numRuns: 300 },
  );
});

test('of an e-mail address only the host appears', () => {
  const dup = 'E11000 duplicate key error dup key: { email: "anna.petrova+x@mail.example.org" }';
  const output = recorded((log) => {
    log.warn({ err: Object.assign(new Error(dup), { keyValue: { email: 'anna.petrova+x@mail.example.org' } }) }, 'It failed');
    log.info({ to: ['Анна <анна@почта.рф>'] }, 'Mail for kim@example.co.kr');
  });
  expect(output).not.toMatch(/anna|petrova|анна|kim/);
  expect(output).toContain('***@mail.example.org');
  expect(output).toContain('Mail for ***@example.co.kr');
});

test('what is no secret stays readable', () => {
  const text = 'Unexpected token: } at file:///srv/node_modules/@scope/kafkajs@2.2.4/index.js, @example of the basic settings';
  expect(JSON.parse(recorded((log) => log.info(text)))).toMatchObject({ msg: text });
});

test('a long hostile text does not hold up the process', () => {
  const texts = [
    'a.'.repeat(50_000),
    'x://'.repeat(25_000),
    'token'.repeat(20_000),
    `eyJ${'a-'.repeat(50_000)}`,
    'a@b.'.repeat(25_000),
    `${'a.'.repeat(50_000)}@`,
  ];
  const before = performance.now();
  for (const text of texts) recorded((log) => log.info({ text }, 'password'));
  expect(performance.now() - before).toBeLessThan(3000);
});

const span = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: TraceFlags.SAMPLED };

/** Everything happens within the one span. */
const withinSpan: ContextManager = {
  active: () => trace.setSpanContext(ROOT_CONTEXT, span),
  with: (_, work, self, ...args) => work.apply(self, args),
  bind: (_, target) => target,
  enable: () => withinSpan,
  disable: () => withinSpan,
};

test('a line names the trace and span it was written in', () => {
  context.setGlobalContextManager(withinSpan);
  onTestFinished(() => context.disable());
  expect(JSON.parse(recorded((log) => log.info('It happened')))).toMatchObject({ trace_id: span.traceId, span_id: span.spanId });
});
