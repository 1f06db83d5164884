import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Employee, EmployeeInput } from '../../../api/types';
import { DayField } from '../../../kit/form/day-field';
import { useMinute } from '../../../kit/time/time';
import { dayOf } from '../../../kit/time/zone';
import { useSession } from '../../../session/session';
import { absenceKind, absenceKinds, isAway } from '../data/absence';
import styles from './profile.module.css';

type AbsenceFieldProps = { person: Employee; onChange: (absence: NonNullable<EmployeeInput['absence']> | null) => void };

/** Whether the person is away, why, and through which day. */
export function AbsenceField({ person, onChange }: AbsenceFieldProps) {
  const { t } = useTranslation('people');
  const { company } = useSession();
  const now = useMinute();
  const today = dayOf(now, person.timeZone || company.timeZone || 'UTC');
  const absence = isAway(person, company.timeZone, now) ? person.absence : undefined;
  const kind = absence && absenceKind(absence.kind);

  function changeKind(value: string | null): void {
    const wanted = absenceKinds.find((known) => known === value);
    onChange(wanted === undefined ? null : { kind: wanted, until: absence?.until ?? '' });
  }

  return (
    <div className={styles.absence}>
      <Select
        aria-label={t('field.absence')}
        variant="plain"
        data={[
          { value: present, label: t('absence.none') },
          ...absenceKinds.map((word) => ({ value: word, label: t(`absence.${word}`) })),
        ]}
        value={kind ?? present}
        allowDeselect={false}
        withCheckIcon={false}
        onChange={changeKind}
      />
      {kind !== undefined && (
        <DayField
          aria-label={t('absence.lastDay')}
          value={absence?.until ?? ''}
          placeholder={t('absence.lastDay')}
          from={today}
          plain
          onChange={(until) => onChange({ kind, until })}
        />
      )}
    </div>
  );
}

/** The option of somebody who is here. */
const present = 'present';
