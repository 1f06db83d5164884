import { Tooltip } from '@mantine/core';
import { type Icon, IconBeach, IconBriefcase, IconClockPause, IconThermometer } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Employee } from '../../../api/types';
import { formatDay } from '../../../kit/time/format';
import { useMinute } from '../../../kit/time/time';
import { useSession } from '../../../session/session';
import { type AbsenceKind, absenceKind, isAway } from '../data/absence';
import styles from './parts.module.css';

const pictures: Record<AbsenceKind, Icon> = {
  vacation: IconBeach,
  sick: IconThermometer,
  trip: IconBriefcase,
  other: IconClockPause,
};

/** What sets a person apart at the moment: away, from outside, not yet here, gone. `short` where there is little room. */
export function PersonMarks({ person, short = false }: { person: Employee; short?: boolean }) {
  const { t } = useTranslation('people');
  return (
    <>
      <AbsenceMark person={person} short={short} />
      {person.guest && <span className={styles.mark}>{t('mark.guest')}</span>}
      {person.status === 'EMPLOYEE_STATUS_INVITED' && (
        <span className={styles.quietMark}>{short ? t('mark.invitedShort') : t('mark.invited')}</span>
      )}
      {person.status === 'EMPLOYEE_STATUS_DEACTIVATED' && <span className={styles.mark}>{t('mark.left')}</span>}
    </>
  );
}

function AbsenceMark({ person, short }: { person: Employee; short: boolean }) {
  const { t, i18n } = useTranslation('people');
  const { company } = useSession();
  const now = useMinute();
  const { absence } = person;
  if (absence === undefined || !isAway(person, company.timeZone, now)) return null;
  const kind = absenceKind(absence.kind);
  const Picture = pictures[kind];
  const text =
    absence.until === '' ? t(`absence.${kind}`) : t(`absence.until.${kind}`, { day: formatDay(absence.until, i18n.language) });
  return (
    <Tooltip label={text}>
      <span className={styles.absence}>
        <Picture size={14} stroke={1.75} aria-hidden />
        <span className={short ? 'visually-hidden' : styles.markText}>{short ? text : t(`absence.${kind}`)}</span>
      </span>
    </Tooltip>
  );
}
