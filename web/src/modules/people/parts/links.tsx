import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Employee } from '../../../api/types';
import { Avatar } from '../../../kit/people/avatar';
import { PersonChip } from '../../../kit/people/chips';
import { useDepartments } from '../../../kit/people/people';
import styles from './parts.module.css';

/** A person to open, over the same page. */
export function PersonLink({ id }: { id: string }) {
  return (
    <Link to="/people/$id" params={{ id }} search className={styles.chipLink}>
      <PersonChip id={id} />
    </Link>
  );
}

/** The same where the person is at hand, with what they do. */
export function PersonRow({ person }: { person: Employee }) {
  return (
    <Link to="/people/$id" params={{ id: person.id }} search className={styles.row}>
      <Avatar person={person} size={28} />
      <span className={styles.rowText}>
        <span className={styles.rowName}>{person.name}</span>
        {person.title !== '' && <span className={styles.rowNote}>{person.title}</span>}
      </span>
    </Link>
  );
}

/** Departments to open. */
export function DepartmentLinks({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation('people');
  const departments = useDepartments();
  const known = ids.flatMap((id) => departments?.find((department) => department.id === id) ?? []);
  if (known.length === 0) return <span className="quiet">{t('noDepartment')}</span>;
  return (
    <span className={styles.links}>
      {known.map(({ id, name }) => (
        <Link key={id} to="/people/departments/$departmentId" params={{ departmentId: id }} search className={styles.chip}>
          {name}
        </Link>
      ))}
    </span>
  );
}
