import { Company as CompanyMessage, CompanyEvent } from '../../gen/atrium/org/v1/org.js';
import { type Actor, systemActor } from '../../kit/actor.js';
import type { Aggregate } from '../../kit/aggregate.js';
import type { Store } from '../../kit/store.js';
import { isDuplicateKey } from '../../kit/transaction.js';
import { COMPANY, type Company, companyActions, newCompany } from './company.js';

export type Companies = Aggregate<Company>;

/** The company as the contract has it. */
export const companyMessage = (
  { version, name, logo, timeZone, locale, calendar, modules }: Company,
  actor?: Actor,
): CompanyMessage => ({
  version,
  name,
  logoUrl: logo ? `/v1/company/logo?v=${logo}` : '',
  timeZone,
  locale,
  calendar: {
    ...calendar,
    weekdays: [...calendar.weekdays],
    holidays: [...calendar.holidays],
    extraDays: [...calendar.extraDays],
  },
  modules: [...modules],
  allowedActions: actor ? companyActions(actor) : [],
});

export const companyStore = (store: Store): Companies =>
  store.aggregate<Company, CompanyMessage>({
    name: 'company',
    collection: 'company',
    type: 'atrium.org.v1.Company',
    codec: CompanyMessage,
    message: companyMessage,
    eventType: 'atrium.org.v1.CompanyEvent',
    event: (company, meta) => CompanyEvent.encode({ ...meta, company }).finish(),
    readable: () => ({}),
    audience: () => ['*'],
    indexes: [],
  });

/** Makes the company where there is none yet. Several replicas may try at once: one of them makes it. */
export async function ensureCompany(companies: Companies): Promise<void> {
  const [existing] = await companies.load([COMPANY]);
  if (existing) return;
  try {
    await companies.create({ actor: systemActor, now: new Date(), automation: 'org' }, newCompany);
  } catch (error) {
    if (!isDuplicateKey(error, '_id')) throw error;
  }
}
