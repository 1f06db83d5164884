import { ActionIcon } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Face } from '../../../kit/people/chips';
import { type Branch, headcount } from '../../../kit/people/department-tree';
import styles from './structure.module.css';

/** The departments as a list in which each one folds away those below it. */
export function StructureTree({ branches }: { branches: readonly Branch[] }) {
  return (
    <ul className={styles.tree}>
      {branches.map((branch) => (
        <TreeItem key={branch.department.id} branch={branch} />
      ))}
    </ul>
  );
}

/** Deeper than this, branches begin folded. */
const openDepth = 2;

function TreeItem({ branch }: { branch: Branch }) {
  const { t } = useTranslation('people');
  const { department, children, depth } = branch;
  const [opened, setOpened] = useState(depth < openDepth);
  return (
    <li>
      <div className={styles.treeRow}>
        {children.length > 0 ? (
          <ActionIcon
            className={styles.fold}
            data-opened={opened || undefined}
            aria-expanded={opened}
            aria-label={t('structure.below', { name: department.name })}
            onClick={() => setOpened(!opened)}
          >
            <IconChevronRight size={18} aria-hidden />
          </ActionIcon>
        ) : (
          <span className={styles.noFold} />
        )}
        <Link to="/people/departments/$departmentId" params={{ departmentId: department.id }} search className={styles.treeLink}>
          <span className={styles.treeName}>{department.name}</span>
          {department.head !== '' && <Face id={department.head} size={28} />}
          <span className={`${styles.treeCount} numbers`} aria-label={t('structure.people', { count: headcount(branch) })}>
            {headcount(branch)}
          </span>
        </Link>
      </div>
      {opened && children.length > 0 && (
        <ul>
          {children.map((child) => (
            <TreeItem key={child.department.id} branch={child} />
          ))}
        </ul>
      )}
    </li>
  );
}
