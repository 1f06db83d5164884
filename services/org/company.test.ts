import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Company, CompanyServiceDefinition } from '../../gen/atrium/org/v1/org.js';
import { type OrgProcess, orgProcess } from './process.testing.js';

let tested: OrgProcess;

beforeAll(async () => {
  tested = await orgProcess();
});
afterAll(() => tested.process.stop());

describe('the company', () => {
  const company = (change: Parameters<typeof Company.fromPartial>[0]) => ({ company: Company.fromPartial(change) });

  test('is read by everyone and changed by administrators', async () => {
    const guest = await tested.process.as(CompanyServiceDefinition, 'gleb', ['guest']);
    expect(await guest.getCompany({})).toMatchObject({ name: 'My company', allowedActions: [] });
    await expect(guest.updateCompany(company({ name: 'Mine' }))).rejects.toMatchObject({ reason: 'DENIED' });
    const admin = await tested.process.as(CompanyServiceDefinition, 'anna', ['admin']);
    const calendar = { weekdays: [1, 2, 3, 4], dayStart: '08:30', dayEnd: '17:00', holidays: ['2026-01-01'], extraDays: [] };
    expect(await admin.updateCompany(company({ calendar }))).toMatchObject({ name: 'My company', calendar });
  });

  test.each<[Parameters<typeof company>[0], string]>([
    [{ timeZone: '+09:00' }, 'UNKNOWN_TIME_ZONE'],
    [{ timeZone: 'Nowhere/City' }, 'UNKNOWN_TIME_ZONE'],
    [{ name: '   ' }, 'NAME_REQUIRED'],
    [{ calendar: { weekdays: [1], dayStart: '18:00', dayEnd: '09:00', holidays: [], extraDays: [] } }, 'WORKING_HOURS'],
    [{ calendar: { weekdays: [1], dayStart: '09:00', dayEnd: '18:00', holidays: ['2026-02-30'], extraDays: [] } }, 'UNKNOWN_DAY'],
    [{ calendar: { weekdays: [8], dayStart: '09:00', dayEnd: '18:00', holidays: [], extraDays: [] } }, 'INVALID'],
  ])('%j is refused: %s', async (change, reason) => {
    const admin = await tested.process.as(CompanyServiceDefinition, 'anna', ['admin']);
    await expect(admin.updateCompany(company(change))).rejects.toMatchObject({ reason });
  });

  test('has a logo, kept whole', async () => {
    const admin = await tested.process.as(CompanyServiceDefinition, 'anna', ['admin']);
    await expect(admin.getCompanyLogo({})).rejects.toMatchObject({ reason: 'NOT_FOUND' });
    const image = await sharp({ create: { width: 1600, height: 400, channels: 4, background: '#3580' } })
      .png()
      .toBuffer();
    expect((await admin.setCompanyLogo({ image })).logoUrl).toMatch(/^\/v1\/company\/logo\?v=/);
    const { data } = await admin.getCompanyLogo({});
    expect(await sharp(data).metadata()).toMatchObject({ width: 512, height: 128, hasAlpha: true });
  });
});
