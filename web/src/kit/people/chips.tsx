import { Skeleton, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Avatar, DepartmentAvatar } from './avatar';
import styles from './people.module.css';
import { idOf, isDepartmentRef, type Ref, useDepartment, usePerson } from './people';

/** A person by id: picture and name. */
export function PersonChip({ id, size = 20 }: { id: string; size?: number }) {
  const { t } = useTranslation();
  const person = usePerson(id);
  if (person === undefined) return <Skeleton width={96} height={12} radius="xs" />;
  const known = person ?? { id, name: t('person.unknown'), photoUrl: '' };
  return (
    <span className={styles.chip}>
      <Avatar person={known} size={size} />
      <span className={styles.name}>{known.name}</span>
    </span>
  );
}

export function DepartmentChip({ id, size = 20 }: { id: string; size?: number }) {
  const { t } = useTranslation();
  const department = useDepartment(id);
  if (department === undefined) return <Skeleton width={96} height={12} radius="xs" />;
  return (
    <span className={styles.chip}>
      <DepartmentAvatar size={size} />
      <span className={styles.name}>{department?.name ?? t('person.unknownDepartment')}</span>
    </span>
  );
}

/** A person or a department. */
export function RefChip({ of, size }: { of: Ref; size?: number }) {
  return isDepartmentRef(of) ? <DepartmentChip id={idOf(of)} size={size} /> : <PersonChip id={idOf(of)} size={size} />;
}

/** The name alone, for the middle of a sentence. */
export function PersonName({ id }: { id: string }) {
  const { t } = useTranslation();
  const person = usePerson(id);
  return <>{person === undefined ? '…' : (person?.name ?? t('person.unknown'))}</>;
}

export function RefName({ of }: { of: Ref }) {
  return isDepartmentRef(of) ? <DepartmentName id={idOf(of)} /> : <PersonName id={idOf(of)} />;
}

export function DepartmentName({ id }: { id: string }) {
  const { t } = useTranslation();
  const department = useDepartment(id);
  return <>{department === undefined ? '…' : (department?.name ?? t('person.unknownDepartment'))}</>;
}

/** Several in little room: pictures that overlap, and how many more there are. */
export function RefStack({ refs, most = 3 }: { refs: readonly Ref[]; most?: number }) {
  const hidden = refs.length - most;
  return (
    <span className={styles.stack}>
      {refs
        .slice(0, most)
        .map((ref) => (isDepartmentRef(ref) ? <DepartmentFace key={ref} id={idOf(ref)} /> : <Face key={ref} id={idOf(ref)} />))}
      {hidden > 0 && <span className={styles.more}>+{hidden}</span>}
    </span>
  );
}

/** Only the picture; the name on hover, and for those who hear the page. */
export function Face({ id, size = 22 }: { id: string; size?: number }) {
  const person = usePerson(id);
  if (person === undefined) return <Skeleton circle width={size} height={size} />;
  const known = person ?? { id, name: '', photoUrl: '' };
  return (
    <Tooltip label={known.name} disabled={known.name === ''}>
      <span role="img" aria-label={known.name} className={styles.chip}>
        <Avatar person={known} size={size} />
      </span>
    </Tooltip>
  );
}

function DepartmentFace({ id }: { id: string }) {
  const department = useDepartment(id);
  return (
    <Tooltip label={department?.name ?? ''} disabled={!department}>
      <span role="img" aria-label={department?.name ?? ''} className={styles.chip}>
        <DepartmentAvatar size={22} />
      </span>
    </Tooltip>
  );
}
