import { Button } from '@mantine/core';
import { IconCloudUp, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../../kit/time/duration';
import { useMinute } from '../../../kit/time/time';
import { workedSeconds } from '../data/commands';
import type { ClockOfMine } from '../data/use-clock';
import { StateDot } from '../parts/state-dot';
import { CloseDay } from './close-day';
import styles from './clock.module.css';

const verbs = [
  { verb: 'startDay', icon: IconPlayerPlay, variant: 'filled' },
  { verb: 'resumeDay', icon: IconPlayerPlay, variant: 'filled' },
  { verb: 'pauseDay', icon: IconPlayerPause, variant: 'default' },
  { verb: 'endDay', icon: IconPlayerStop, variant: 'default' },
] as const;

/** The day: how it stands, what can be done with it, and the timer. */
export function ClockPanel({ mine, onGo }: { mine: ClockOfMine; onGo?: () => void }) {
  const { t, i18n } = useTranslation('time');
  const now = useMinute();
  const { clock, shown, waiting, can, act } = mine;
  const { state, timer } = shown;
  const duration = (seconds: number) => formatDuration(seconds, i18n.language);
  return (
    <div className={styles.panel}>
      <div className={styles.day}>
        <StateDot state={state} />
        <span>{t(`state.${state}`)}</span>
        <strong className={`${styles.worked} numbers`}>{duration(workedSeconds(shown, now))}</strong>
      </div>
      {clock.absence && state === 'DAY_STATE_NOT_STARTED' && (
        <p className={styles.note}>{t('absentToday', { kind: t(`absence.kind.${clock.absence.kind}`) })}</p>
      )}
      {state === 'DAY_STATE_FORGOTTEN' && clock.workDay ? (
        <CloseDay day={clock.workDay} />
      ) : (
        <div className={styles.buttons}>
          {verbs
            .filter(({ verb }) => can(verb))
            .map(({ verb, icon: Picture, variant }) => (
              <Button key={verb} variant={variant} leftSection={<Picture size={16} aria-hidden />} onClick={() => act({ verb })}>
                {t(`action.${verb}`)}
              </Button>
            ))}
        </div>
      )}
      {timer && (
        <div className={styles.timer}>
          <Link to="/tasks/$taskId" params={{ taskId: timer.task }} className={styles.title} onClick={onGo}>
            {timer.taskTitle}
          </Link>
          <span className="numbers">{duration(workedSeconds({ ...shown, worked: 0, since: timer.from }, now))}</span>
          <Button size="compact-sm" variant="default" onClick={() => act({ verb: 'stopTimer' })}>
            {t('action.stopTimer')}
          </Button>
        </div>
      )}
      {waiting > 0 && (
        <p className={styles.note} role="status">
          <IconCloudUp size={16} aria-hidden />
          {t('waiting')}
        </p>
      )}
      {onGo && (
        <Link to="/time" className={styles.more} onClick={onGo}>
          {t('openPage')}
        </Link>
      )}
    </div>
  );
}
