import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Department, Employee } from '../../../api/types';
import { Avatar } from '../../../kit/people/avatar';
import { useDepartments } from '../../../kit/people/people';
import type { Column } from '../../../kit/table/column';
import { PersonMarks } from '../parts/person-marks';
import { PhoneLink } from '../parts/phone-link';
import styles from './list.module.css';

/** The columns of the directory. */
export function usePersonColumns(): readonly Column<Employee>[] {
  const { t } = useTranslation('people');
  const departments = useDepartments();
  return useMemo(
    () => [
      {
        id: 'last_name',
        title: t('field.name'),
        width: 280,
        grows: true,
        fixed: true,
        sortable: true,
        cell: (person) => (
          <span className={styles.name} data-left={person.status === 'EMPLOYEE_STATUS_DEACTIVATED' || undefined}>
            <Avatar person={person} size={26} />
            <span className={styles.nameText}>{person.name}</span>
            <PersonMarks person={person} />
          </span>
        ),
      },
      { id: 'title', title: t('field.title'), width: 220, cell: ({ title }) => title },
      {
        id: 'departments',
        title: t('field.departments'),
        width: 200,
        cell: (person) => <Departments of={person} all={departments} />,
      },
      {
        id: 'phones',
        title: t('field.phone'),
        width: 170,
        cell: ({ phones }) => phones[0] && <PhoneLink phone={phones[0]} />,
      },
      {
        id: 'email',
        title: t('field.email'),
        width: 220,
        cell: ({ email }) =>
          email && (
            <a className={styles.link} href={`mailto:${email}`} tabIndex={-1}>
              {email}
            </a>
          ),
      },
    ],
    [t, departments],
  );
}

function Departments({ of: { departments: ids }, all }: { of: Employee; all: readonly Department[] | undefined }) {
  const names = ids.flatMap((id) => all?.find((department) => department.id === id)?.name ?? []);
  const more = names.length - 1;
  return (
    <span title={more > 0 ? names.join('\n') : undefined}>
      {names[0]}
      {more > 0 && <span className="quiet"> +{more}</span>}
    </span>
  );
}
