import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Company, CompanyServiceDefinition } from '../../gen/atrium/org/v1/org.js';
import { type OrgProcess, orgProcess } from './process.testing.js';

let tested: OrgProcess;
let people: OrgProcess['people'];

beforeAll(async () => {
  tested = await orgProcess();
  people = tested.people;
});
afterAll(() => tested.process.stop());

describe('search', () => {
  beforeAll(async () => {
    const company = await tested.process.as(CompanyServiceDefinition, 'anna', ['admin']);
    await company.updateCompany({ company: Company.fromPartial({ timeZone: 'Asia/Seoul' }), updateMask: ['time_zone'] });
    await tested.newcomer('s1', {
      firstName: '영희',
      lastName: '김',
      title: 'Бухгалтер',
      phones: [{ kind: 'mobile', number: '+82 10 1234 5678', extension: '' }],
    });
    await tested.newcomer('s2', { firstName: 'Екатерина', middleName: 'Сергеевна', lastName: 'Соколова', title: 'Engineer' });
    await tested.newcomer('s3', {
      firstName: 'John',
      lastName: 'Smith',
      title: 'Accountant',
      phones: [{ kind: 'work', number: '+7 495 123-45-67', extension: '777' }],
    });
  });

  test.each([
    ['김영희', 's1'],
    ['영희', 's1'],
    ['Kim Yeonghee', 's1'],
    ['Ким Ён Хи', 's1'],
    ['rladudgml', 's1'],
    ['Соколовой', 's2'],
    ['Ekaterina Sokolova', 's2'],
    ['Екатерина Сергеевна', 's2'],
    ['John Smiht', 's3'],
    ['smith', 's3'],
    ['бухгалтера', 's1'],
    ['accountants', 's3'],
    ['s3@example.com', 's3'],
    ['010-1234-5678', 's1'],
    ['1234-5678', 's1'],
    ['+7 (495) 123 45 67', 's3'],
    ['777', 's3'],
  ])('%s finds %s', async (q, id) => {
    const { employees } = await people.listEmployees({ q });
    expect(employees[0]?.id).toBe(id);
  });

  test('what nobody is called finds nobody, and so do marks', async () => {
    for (const q of ['zzzzqqqq', '!!!', '          ']) expect((await people.listEmployees({ q })).employees).toEqual([]);
  });

  test('goes page by page, within a filter', async () => {
    const ids: string[] = [];
    for (let pageToken = ''; ; ) {
      const page = await people.listEmployees({ q: 'example.com', filter: 'id in ["s1", "s2", "s3"]', pageSize: 2, pageToken });
      ids.push(...page.employees.map(({ id }) => id));
      if (!page.nextPageToken) break;
      pageToken = page.nextPageToken;
    }
    expect(ids.sort()).toEqual(['s1', 's2', 's3']);
    await expect(people.listEmployees({ q: 'a', orderBy: 'id' })).rejects.toMatchObject({ reason: 'ORDER_BY' });
    await expect(people.listEmployees({ q: 'a', pageToken: 'forged' })).rejects.toMatchObject({ reason: 'PAGE_TOKEN' });
  });
});
