import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Import,
  type ImportLine,
  ImportServiceDefinition,
  ImportState,
  LineOutcome,
} from '../../../gen/atrium/org/v1/org.js';
import { until } from '../../../tests/process.js';
import { type OrgProcess, orgProcess, request } from '../process.testing.js';
import { peopleFile } from './people.testing.js';

let tested: OrgProcess;
let imports: Awaited<ReturnType<typeof importsAs>>;

const importsAs = (user: string, roles?: string[]) => tested.process.as(ImportServiceDefinition, user, roles);

beforeAll(async () => {
  tested = await orgProcess();
  imports = await importsAs('anna', ['admin']);
});
afterAll(() => tested.process.stop());

const reach = (id: number, state: ImportState, seconds?: number): Promise<Import> =>
  until(`import ${id} is ${state}`, async () => ((it) => it.state === state && it)(await imports.getImport({ id })), seconds);

async function upload(content: string | Buffer, country = ''): Promise<Import> {
  const { id } = await imports.createImport({ fileName: 'people.csv', content: Buffer.from(content), country });
  return reach(id, ImportState.IMPORT_STATE_CHECKED, 60);
}

async function carriedOut(content: string | Buffer, seconds?: number): Promise<Import> {
  const { id } = await upload(content);
  await imports.startImport({ id });
  return reach(id, ImportState.IMPORT_STATE_DONE, seconds);
}

async function linesOf(id: number, withProblems = false): Promise<ImportLine[]> {
  const lines: ImportLine[] = [];
  for (let pageToken = ''; ; ) {
    const page = await imports.listImportLines({ id, withProblems, pageSize: 500, pageToken });
    lines.push(...page.lines);
    if (!page.nextPageToken) return lines;
    pageToken = page.nextPageToken;
  }
}

async function person(email: string) {
  const { employees } = await tested.people.listEmployees({ filter: `email == "${email}"` });
  return employees[0];
}

/** Why lines fail, by their numbers. */
const failures = (lines: readonly ImportLine[]) =>
  new Map(
    lines.flatMap(({ line, problems }) => problems.flatMap(({ fatal, reason }) => (fatal ? [[line, reason] as const] : []))),
  );

const reasonsOf = (lines: readonly ImportLine[], wanted: number): string[] =>
  lines.flatMap(({ line, problems }) => (line === wanted ? problems.map(({ reason }) => reason) : []));

test('5,000 people of whom 40 lines are bad: the dry run names each, the import does the rest, and the counts add up', {
  timeout: 300_000,
}, async () => {
  const file = peopleFile({ count: 5_000, bad: 40 });
  const checked = await upload(file.csv);
  const lines = await linesOf(checked.id, true);
  expect(failures(lines)).toEqual(file.failing);
  for (const [line, reason] of file.leftOut) expect(reasonsOf(lines, line)).toContain(reason);
  expect(checked).toMatchObject({
    totalLines: 5_000,
    created: 5_000 - file.failing.size,
    updated: 0,
    unchanged: 0,
    failed: file.failing.size,
  });
  expect((await tested.people.listEmployees({ filter: 'status == "invited"' })).employees).toEqual([]);

  await imports.startImport({ id: checked.id });
  const done = await reach(checked.id, ImportState.IMPORT_STATE_DONE, 200);
  expect(done).toMatchObject({
    doneLines: 5_000,
    created: 5_000 - file.failing.size,
    failed: file.failing.size,
    departmentsCreated: 41,
  });
  const again = await carriedOut(file.csv, 120);
  expect(again).toMatchObject({
    created: 0,
    updated: 0,
    unchanged: 5_000 - file.failing.size,
    failed: file.failing.size,
    departmentsCreated: 0,
  });
  expect(
    await tested.process.chassis
      .store('org')
      .db.collection('employees')
      .countDocuments({ email: { $gt: '' }, status: 'invited' }),
  ).toBe(5_000 - file.failing.size);
  const { superiors } = await tested.people.getReportingLine({ id: (await person('person4321@example.com'))?.id ?? '' });
  expect(superiors.map(({ email }) => email)).toEqual([
    'person432@example.com',
    'person43@example.com',
    'person4@example.com',
    'person0@example.com',
  ]);
});

test.each<[string, (text: string) => Buffer, string, string]>([
  ['UTF-8 with its mark', (text) => iconv.encode(text, 'utf-8', { addBOM: true }), 'utf-8', ','],
  ['UTF-16 with tabs', (text) => iconv.encode(text.replaceAll(',', '\t'), 'utf-16le', { addBOM: true }), 'utf-16le', '\t'],
  ['windows-1251 with semicolons', (text) => iconv.encode(text.replaceAll(',', ';'), 'windows-1251'), 'windows-1251', ';'],
])('%s is read', async (name, encode, encoding, delimiter) => {
  const email = `${name.replace(/\W/g, '').toLowerCase()}@example.com`;
  const done = await carriedOut(
    encode(`Фамилия,Имя,E-Mail,Должность,Телефон\nЩукина,Любовь,${email},Бухгалтер,8 (912) 345-67-89\n`),
  );
  expect(done).toMatchObject({ encoding, delimiter, created: 1 });
  expect(await person(email)).toMatchObject({ name: 'Любовь Щукина', title: 'Бухгалтер' });
});

test('cp949 is read, and phones are of the country that is given', async () => {
  const text = '이름,이메일,부서,직급,휴대폰\n김영희,younghee@example.com,영업부,과장,010-1234-5678\n';
  const checked = await upload(iconv.encode(text, 'cp949'), 'KR');
  expect(checked).toMatchObject({
    encoding: 'cp949',
  });
  expect(checked.columns).toContainEqual({ header: '휴대폰', field: 'mobile_phone' });
  await imports.startImport({ id: checked.id });
  await reach(checked.id, ImportState.IMPORT_STATE_DONE);
  expect(await person('younghee@example.com')).toMatchObject({
    name: '김영희',
    phones: [{ kind: 'mobile', number: '+821012345678', extension: '' }],
  });
});

test('somebody known keeps what the file does not speak of', async () => {
  await tested.newcomer('known', { firstName: 'Kim', lastName: 'Known', title: 'Clerk', birthday: '1980-01-01' });
  const done = await carriedOut('Name,Email,Job title,Department\nKim Known,known@example.com,Manager,Known / Place\n');
  expect(done).toMatchObject({ created: 0, updated: 1, departmentsCreated: 2 });
  expect(await tested.people.getEmployee({ id: 'known' })).toMatchObject({ title: 'Manager', birthday: '1980-01-01', login: '' });
  const [line] = await linesOf(done.id);
  expect(line).toMatchObject({
    line: 2,
    outcome: LineOutcome.LINE_OUTCOME_UPDATE,
    done: true,
    employee: 'known',
    name: 'Kim Known',
  });
});

test('a line whose account is refused fails alone, and who should report to it reports to nobody', async () => {
  const file = 'Name,Email,Manager\nRe Fused,refused@example.com,\nWor Ker,worker@example.com,refused@example.com\n';
  const done = await carriedOut(file);
  expect(done).toMatchObject({ totalLines: 2, doneLines: 2, created: 1, failed: 1 });
  const problems = (await linesOf(done.id)).map((line) => line.problems.map(({ reason, fatal }) => [reason, fatal]));
  expect(problems).toEqual([[['INVALID_EMAIL', true]], [['UNKNOWN_MANAGER', false]]]);
  expect(await person('worker@example.com')).toMatchObject({ manager: '' });
});

test('cancelled, it stops where it is; what is done stays', async () => {
  const { id } = await upload(peopleFile({ count: 400, domain: 'cancelled.example' }).csv);
  await imports.startImport({ id });
  await until('some are done', async () => (await imports.getImport({ id })).doneLines > 0);
  const cancelled = await imports.cancelImport({ id });
  expect(cancelled).toMatchObject({ state: ImportState.IMPORT_STATE_CANCELLED, allowedActions: [] });
  expect(cancelled.created).toBe(cancelled.doneLines);
  const lines = await linesOf(id);
  expect(lines.filter(({ done }) => done).length).toBe(cancelled.doneLines);
  await expect(imports.startImport({ id })).rejects.toMatchObject({ reason: 'DENIED' });
});

test('while Keycloak is away it waits, and then goes on', { timeout: 60_000 }, async () => {
  const { id } = await upload('Name,Email\nLa Ter,later@example.com\n');
  tested.auth.state.away = true;
  await imports.startImport({ id });
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(await imports.getImport({ id })).toMatchObject({ state: ImportState.IMPORT_STATE_RUNNING, doneLines: 0 });
  tested.auth.state.away = false;
  expect(await reach(id, ImportState.IMPORT_STATE_DONE, 30)).toMatchObject({ created: 1 });
});

describe('what is no import', () => {
  test.each<[string, string | Buffer, string]>([
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 0]), 'NOT_A_TABLE'],
    ['a header alone', 'Name,Email\n', 'NOT_A_TABLE'],
    ['a table of other things', 'Product,Price\nApple,3\n', 'NO_COLUMNS'],
    ['too many people', `Email\n${'a@example.com\n'.repeat(50_001)}`, 'TOO_MANY_LINES'],
  ])('%s', async (_, content, reason) => {
    await expect(imports.createImport({ fileName: 'x', content: Buffer.from(content) })).rejects.toMatchObject({ reason });
  });

  test('nor what somebody without the right to it asks for', async () => {
    const boris = await importsAs('boris');
    const { id } = await upload('Name,Email\nA B,ab@example.com\n');
    await expect(boris.createImport({ fileName: 'x', content: Buffer.from('Email\na@x.org') })).rejects.toMatchObject({
      reason: 'DENIED',
    });
    const asks = [boris.getImport, boris.listImportLines, boris.startImport, boris.cancelImport];
    for (const ask of asks) await expect(ask({ id })).rejects.toMatchObject({ reason: 'NOT_FOUND' });
    expect((await boris.listImports({})).imports).toEqual([]);
  });
});

test('two who start it at once start it once', async () => {
  const { id } = await upload('Name,Email\nOn Ce,once@example.com\n');
  await Promise.all([imports.startImport({ id }), imports.startImport({ id })]);
  expect(await reach(id, ImportState.IMPORT_STATE_DONE)).toMatchObject({ created: 1 });
  const employee = await person('once@example.com');
  const { entries } = await tested.people.listEmployeeHistory({ id: employee?.id ?? '' });
  expect(entries.map(({ action, actor }) => [action, actor?.automation])).toEqual([['created', 'org/import']]);
  await tested.people.updateEmployee(request({ id: employee?.id ?? '', title: 'Found' }));
});
