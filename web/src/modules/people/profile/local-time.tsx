import { IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../../kit/time/format';
import { useMinute } from '../../../kit/time/time';
import { minutesAhead, zoneName } from '../../../kit/time/zones';
import { useSession, useZone } from '../../../session/session';
import styles from './profile.module.css';

/** What the clocks show where the person is, and how far that is from here. `zone` is theirs; the company's where empty. */
export function LocalTime({ zone: own }: { zone: string }) {
  const { t, i18n } = useTranslation('people');
  const { company } = useSession();
  const here = useZone();
  const now = useMinute();
  const zone = own || company.timeZone || here;
  const minutes = minutesAhead(zone, here, now);
  const { city } = zoneName(zone, i18n.language, now);
  const hours = new Intl.NumberFormat(i18n.language, { style: 'unit', unit: 'hour', maximumFractionDigits: 2 }).format(
    Math.abs(minutes) / 60,
  );
  return (
    <span className={`${styles.clock} numbers`}>
      <IconClock size={14} stroke={1.75} aria-hidden />
      {t('clock.at', { time: formatTime(now, { language: i18n.language, zone }), city })}
      {minutes !== 0 && <span className="quiet">{minutes > 0 ? t('clock.ahead', { hours }) : t('clock.behind', { hours })}</span>}
    </span>
  );
}
