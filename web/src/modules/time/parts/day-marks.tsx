import { useTranslation } from 'react-i18next';
import type { WorkDay } from '../../../api/types';
import { Badge } from './badge';
import styles from './parts.module.css';

/** What is worth a word about a day: late, early, short, forgotten, and what became of what was asked for. */
export function DayMarks({ day }: { day: WorkDay }) {
  const { t } = useTranslation('time');
  return (
    <span className={styles.badges}>
      {day.state === 'DAY_STATE_FORGOTTEN' && <Badge tone="red">{t('state.DAY_STATE_FORGOTTEN')}</Badge>}
      {day.marks.map((mark) => (
        <Badge key={mark} tone="amber">
          {t(`mark.${mark}`)}
        </Badge>
      ))}
      {day.request && (
        <Badge tone={day.request.state === 'REQUEST_STATE_DECLINED' ? 'red' : 'blue'}>{t(`request.${day.request.state}`)}</Badge>
      )}
    </span>
  );
}
