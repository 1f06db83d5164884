import { Loader } from '@mantine/core';
import { type Icon, IconCircleCheck, IconCircleX, IconListCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ImportState } from '../../../api/types';
import styles from './import.module.css';
import { stateWord } from './import-words';

const icons: Partial<Record<(typeof stateWord)[ImportState], Icon>> = {
  checked: IconListCheck,
  done: IconCircleCheck,
  cancelled: IconCircleX,
};

/** How far an import is, in a word. */
export function StateMark({ state }: { state: ImportState }) {
  const { t } = useTranslation('settings');
  const word = stateWord[state];
  const Picture = icons[word];
  return (
    <span className={styles.state} data-state={word}>
      {Picture ? <Picture size={16} stroke={1.75} aria-hidden /> : <Loader size={14} />}
      {t(`import.state.${word}`)}
    </span>
  );
}
