import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { PersonPicker } from '../../../kit/people/person-picker';
import { useDelegate } from '../data/verbs';
import styles from './say.module.css';

/** Gives the task to somebody else, where it stands. */
export function PassOn({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const delegate = useDelegate();
  return (
    <div className={styles.passOn}>
      <PersonPicker
        aria-label={t('action.pass_on')}
        placeholder={t('action.pass_on')}
        value=""
        onChange={(assignee) => delegate.mutate({ task, assignee })}
      />
    </div>
  );
}
