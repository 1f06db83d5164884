import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Employee } from '../../../api/types';
import { useAllowedActions } from '../../../kit/allowed-actions';
import { problemToast } from '../../../kit/feedback/toast';
import { DayField } from '../../../kit/form/day-field';
import { InlineText } from '../../../kit/form/inline-text';
import { formatDay } from '../../../kit/time/format';
import { useMinute } from '../../../kit/time/time';
import { dayOf } from '../../../kit/time/zone';
import { ZoneSelect } from '../../../kit/time/zone-select';
import { zoneName } from '../../../kit/time/zones';
import { isLanguage, languageNames, languages } from '../../../language/languages';
import { useSession } from '../../../session/session';
import { type EmployeeChange, useUpdateEmployee } from '../data/update';
import { AbsenceField } from './absence-field';
import { Fixed, Properties, Property } from './property';

const nameFields = ['lastName', 'firstName', 'middleName'] as const;

/** What the person says of themselves, and their name for those who keep the records. */
export function PersonalFields({ person }: { person: Employee }) {
  const { t } = useTranslation('people');
  const { can } = useAllowedActions(person);
  const update = useUpdateEmployee(person);
  return (
    <Properties title={t('section.person')}>
      {can('update') &&
        nameFields.map((field) => (
          <Property key={field} label={t(`field.${field}`)}>
            <InlineText
              draft={`employee/${person.id}/${field}`}
              aria-label={t(`field.${field}`)}
              value={person[field]}
              placeholder={t('add')}
              maxLength={100}
              onSave={(text) => update({ [field]: text })}
            />
          </Property>
        ))}
      {can('update_own') ? <OwnFields person={person} /> : <OwnFacts person={person} />}
    </Properties>
  );
}

function OwnFields({ person }: { person: Employee }) {
  const { t, i18n } = useTranslation('people');
  const { company } = useSession();
  const update = useUpdateEmployee(person);
  const now = useMinute();
  const change = (changed: EmployeeChange) =>
    void update(changed).catch((error: unknown) => problemToast(error, t('notChanged')));
  return (
    <>
      <Property label={t('field.absence')}>
        <AbsenceField person={person} onChange={(absence) => change({ absence })} />
      </Property>
      <Property label={t('field.birthday')}>
        <DayField
          aria-label={t('field.birthday')}
          value={person.birthday}
          placeholder={t('add')}
          from="1900-01-01"
          to={dayOf(now, person.timeZone || company.timeZone || 'UTC')}
          byYear
          plain
          onChange={(birthday) => change({ birthday })}
        />
      </Property>
      <Property label={t('field.timeZone')}>
        <ZoneSelect
          aria-label={t('field.timeZone')}
          value={person.timeZone}
          placeholder={t('asCompany', { what: zoneName(company.timeZone, i18n.language, now).city })}
          clearable
          plain
          onChange={(timeZone) => change({ timeZone })}
        />
      </Property>
      <Property label={t('field.locale')}>
        <Select
          aria-label={t('field.locale')}
          variant="plain"
          data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
          value={isLanguage(person.locale) ? person.locale : null}
          placeholder={isLanguage(company.locale) ? t('asCompany', { what: languageNames[company.locale] }) : undefined}
          clearable
          clearButtonProps={{ 'aria-label': t('clearLanguage') }}
          withCheckIcon={false}
          onChange={(locale) => change({ locale: isLanguage(locale) ? locale : '' })}
        />
      </Property>
    </>
  );
}

/** The same for those who may only look. */
function OwnFacts({ person: { birthday, locale } }: { person: Employee }) {
  const { t, i18n } = useTranslation('people');
  return (
    <>
      <Property label={t('field.birthday')}>
        <Fixed>{birthday === '' ? <span className="quiet">{t('nothing')}</span> : formatDay(birthday, i18n.language)}</Fixed>
      </Property>
      {isLanguage(locale) && (
        <Property label={t('field.locale')}>
          <Fixed>{languageNames[locale]}</Fixed>
        </Property>
      )}
    </>
  );
}
