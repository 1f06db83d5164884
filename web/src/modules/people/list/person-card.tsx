import { ActionIcon } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Employee } from '../../../api/types';
import { Avatar } from '../../../kit/people/avatar';
import { useDepartment } from '../../../kit/people/people';
import { phoneHref } from '../data/phone';
import { PersonMarks } from '../parts/person-marks';
import styles from './list.module.css';

/** A person as they look in the list of a phone. */
export function PersonCard({ person }: { person: Employee }) {
  const { t } = useTranslation('people');
  const department = useDepartment(person.departments[0] ?? '');
  const phone = person.phones[0];
  return (
    <div className={styles.card} data-left={person.status === 'EMPLOYEE_STATUS_DEACTIVATED' || undefined}>
      <Avatar person={person} size={40} />
      <div className={styles.cardText}>
        <span className={styles.name}>
          <span className={styles.cardName}>{person.name}</span>
          <PersonMarks person={person} short />
        </span>
        <span className={styles.cardNote}>{[person.title, department?.name].filter(Boolean).join(' · ')}</span>
      </div>
      {phone && (
        <ActionIcon component="a" href={phoneHref(phone)} aria-label={t('call', { name: person.name })}>
          <IconPhone size={20} stroke={1.75} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}
