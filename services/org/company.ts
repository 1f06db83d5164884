import { may } from '../../kit/ability.js';
import type { Actor } from '../../kit/actor.js';
import type { WorkingCalendar } from '../../kit/directory.js';
import { denied, invalid } from '../../kit/errors.js';
import type { Stored } from '../../kit/events.js';
import { isDay, isTimeZone } from '../../kit/calendar.js';

/** The company: there is one in an installation. */
export type Company = Stored<typeof COMPANY> & {
  readonly name: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly calendar: WorkingCalendar;
  readonly modules: readonly string[];
  /** Digest of the logo; absent where there is none. */
  readonly logo?: string | undefined;
};

export const COMPANY = 'company';

/** What administrators write of it. */
export type CompanyContent = Pick<Company, 'name' | 'timeZone' | 'locale' | 'calendar' | 'modules'>;

/** What they change; a calendar there always is, so an absent one stays as it was. */
export type CompanyChange = Partial<CompanyWriting>;
export type CompanyWriting = Omit<CompanyContent, 'calendar'> & { calendar: WorkingCalendar | undefined };

/** The company before anybody has described it. */
export const newCompany: CompanyContent & Pick<Company, '_id'> = {
  _id: COMPANY,
  name: 'My company',
  timeZone: 'UTC',
  locale: 'en',
  calendar: { weekdays: [1, 2, 3, 4, 5], dayStart: '09:00', dayEnd: '18:00', holidays: [], extraDays: [] },
  modules: ['people', 'tasks', 'time'],
};

/** Only who may change everything in the module "company" may change the company: it belongs to nobody in particular. */
export const companyActions = (actor: Actor): 'update'[] => (may(actor, 'change', 'company', { readers: [] }) ? ['update'] : []);

export function updateCompany(company: Company, change: CompanyChange, actor: Actor): Company {
  if (!companyActions(actor).includes('update')) throw denied('update');
  return { ...company, ...checked({ ...company, ...change, calendar: change.calendar ?? company.calendar }) };
}

/** Another logo, or the same one. */
export function setLogo(company: Company, logo: string, actor: Actor): Company {
  if (!companyActions(actor).includes('update')) throw denied('update');
  return logo === company.logo ? company : { ...company, logo };
}

function checked(content: CompanyContent): CompanyContent {
  const name = content.name.trim();
  if (!name) throw invalid('NAME_REQUIRED', 'A company needs a name.', 'company.name');
  if (!content.locale) throw invalid('LOCALE_REQUIRED', 'A company needs a language.', 'company.locale');
  if (!isTimeZone(content.timeZone))
    throw invalid('UNKNOWN_TIME_ZONE', `${content.timeZone} is no zone of the IANA database.`, 'company.time_zone');
  checkCalendar(content.calendar);
  return { ...content, name };
}

function checkCalendar({ dayStart, dayEnd, holidays, extraDays }: WorkingCalendar): void {
  if (!dayStart || !dayEnd || dayStart >= dayEnd)
    throw invalid('WORKING_HOURS', 'The working day ends after it has begun.', 'company.calendar.day_end');
  for (const [field, days] of Object.entries({ holidays, extra_days: extraDays }))
    for (const [index, day] of days.entries())
      if (!isDay(day)) throw invalid('UNKNOWN_DAY', `${day} is no day of the calendar.`, `company.calendar.${field}[${index}]`);
  const both = holidays.find((day) => extraDays.includes(day));
  if (both) throw invalid('UNKNOWN_DAY', `${both} cannot be both a holiday and a working day.`, 'company.calendar.extra_days');
}
