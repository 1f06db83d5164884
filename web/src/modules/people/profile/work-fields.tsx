import { useTranslation } from 'react-i18next';
import type { Employee } from '../../../api/types';
import { useAllowedActions } from '../../../kit/allowed-actions';
import { problemToast } from '../../../kit/feedback/toast';
import { DayField } from '../../../kit/form/day-field';
import { InlineText } from '../../../kit/form/inline-text';
import { DepartmentsSelect } from '../../../kit/people/departments-select';
import { PersonPicker } from '../../../kit/people/person-picker';
import { formatDay } from '../../../kit/time/format';
import { type EmployeeChange, useUpdateEmployee } from '../data/update';
import { DepartmentLinks, PersonLink } from '../parts/links';
import { Fixed, Properties, Property } from './property';

/** What the person does in the company. */
export function WorkFields({ person }: { person: Employee }) {
  const { t, i18n } = useTranslation('people');
  const { can } = useAllowedActions(person);
  const update = useUpdateEmployee(person);
  const change = (changed: EmployeeChange) =>
    void update(changed).catch((error: unknown) => problemToast(error, t('notChanged')));
  const canUpdate = can('update');

  return (
    <Properties title={t('section.work')}>
      <Property label={t('field.title')}>
        {canUpdate ? (
          <InlineText
            draft={`employee/${person.id}/title`}
            aria-label={t('field.title')}
            value={person.title}
            placeholder={t('add')}
            maxLength={200}
            onSave={(title) => update({ title })}
          />
        ) : (
          <Fixed>{person.title || <span className="quiet">{t('nothing')}</span>}</Fixed>
        )}
      </Property>
      <Property label={t('field.departments')}>
        {can('assign') ? (
          <DepartmentsSelect
            aria-label={t('field.departments')}
            value={person.departments}
            plain
            onChange={(departments) => change({ departments })}
          />
        ) : (
          <Fixed>
            <DepartmentLinks ids={person.departments} />
          </Fixed>
        )}
      </Property>
      <Property label={t('field.manager')}>
        {canUpdate ? (
          <PersonPicker
            aria-label={t('field.manager')}
            value={person.manager}
            placeholder={t('headOfDepartment')}
            clearable
            plain
            onChange={(manager) => change({ manager })}
          />
        ) : (
          <Fixed>
            {person.manager ? <PersonLink id={person.manager} /> : <span className="quiet">{t('headOfDepartment')}</span>}
          </Fixed>
        )}
      </Property>
      <Property label={t('field.hiredAt')}>
        {canUpdate ? (
          <DayField
            aria-label={t('field.hiredAt')}
            value={person.hiredAt}
            placeholder={t('add')}
            byYear
            plain
            onChange={(hiredAt) => change({ hiredAt })}
          />
        ) : (
          <Fixed>
            {person.hiredAt ? formatDay(person.hiredAt, i18n.language) : <span className="quiet">{t('nothing')}</span>}
          </Fixed>
        )}
      </Property>
    </Properties>
  );
}
