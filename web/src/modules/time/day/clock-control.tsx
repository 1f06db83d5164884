import { ActionIcon, Button, Popover } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhone } from '../../../kit/screen/phone';
import { formatDuration } from '../../../kit/time/duration';
import { useMinute } from '../../../kit/time/time';
import { useSession } from '../../../session/session';
import { workedSeconds } from '../data/commands';
import { sendWaiting } from '../data/send';
import { type ClockOfMine, useClock } from '../data/use-clock';
import { waitingFor } from '../data/waiting';
import { StateDot } from '../parts/state-dot';
import { ClockPanel } from './clock-panel';
import styles from './clock.module.css';

const again = 10_000;

/** The working day and the timer in the top bar. It also sends what waits for a connection. */
export function ClockControl() {
  const { mine } = useClock();
  useSending((mine?.waiting ?? 0) > 0);
  return mine === undefined ? null : <Control mine={mine} />;
}

function Control({ mine }: { mine: ClockOfMine }) {
  const { t, i18n } = useTranslation('time');
  const isPhone = usePhone();
  const [opened, setOpened] = useState(false);
  const now = useMinute();
  const { state, timer } = mine.shown;
  const worked = formatDuration(workedSeconds(mine.shown, now), i18n.language);
  const text = state === 'DAY_STATE_NOT_STARTED' ? t('state.DAY_STATE_NOT_STARTED') : worked;
  const label = `${t('control')}: ${t(`state.${state}`)}${timer ? `, ${timer.taskTitle}` : ''}`;
  const toggle = () => setOpened(!opened);
  return (
    <Popover opened={opened} onChange={setOpened} width={340} position="bottom-end" offset={12} trapFocus returnFocus>
      <Popover.Target>
        {isPhone ? (
          <ActionIcon aria-label={label} className={styles.icon} onClick={toggle}>
            <IconClock size={20} stroke={1.75} aria-hidden />
            <span className={styles.corner}>
              <StateDot state={state} />
            </span>
          </ActionIcon>
        ) : (
          <Button variant="default" aria-label={label} onClick={toggle} leftSection={<StateDot state={state} />}>
            <span className={`${styles.control} numbers`}>
              {text}
              {timer && <span className={styles.task}>{timer.taskTitle}</span>}
            </span>
          </Button>
        )}
      </Popover.Target>
      <Popover.Dropdown aria-label={t('control')}>
        <ClockPanel mine={mine} onGo={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

/**
 * Sends what waits when the page opens, when the device is online again, and meanwhile every now and then. What is done now is
 * sent by the tab in which it is done, which so shows the answer.
 */
function useSending(isWaiting: boolean): void {
  const queries = useQueryClient();
  const { me } = useSession();
  useEffect(() => {
    if (waitingFor(me.id).length > 0) void sendWaiting(queries, me.id);
  }, [queries, me.id]);
  useEffect(() => {
    if (!isWaiting) return undefined;
    const send = () => void sendWaiting(queries, me.id);
    const timer = setInterval(send, again);
    addEventListener('online', send);
    return () => {
      clearInterval(timer);
      removeEventListener('online', send);
    };
  }, [queries, me.id, isWaiting]);
}
