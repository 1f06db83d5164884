import { Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Preference } from '../../../api/types';
import { SideSheet } from '../../../kit/page/side-sheet';
import { ErrorState } from '../../../kit/states/error-state';
import { TextSkeleton } from '../../../kit/states/skeletons';
import { useSession } from '../../../session/session';
import { kinds } from '../data/words';
import styles from './preferences.module.css';
import { preferencesQuery, useChoose, useChooseLead } from './preferences';

const channels = ['web', 'mail'] as const;

/** What the person wants to hear of, and where: a line for each kind, a column for each channel. */
export function PreferencesSheet() {
  const { t } = useTranslation('notifications');
  const { me } = useSession();
  const { data, error, refetch } = useQuery(preferencesQuery(me.id));
  return (
    <SideSheet title={t('preferences.title')} closeTo="/notifications" beside={t('preferences.title')}>
      <p className={styles.text}>{t('preferences.text')}</p>
      {data ? (
        <>
          <Matrix preferences={data.preferences} />
          <Lead minutes={data.reminderLeadMinutes} />
        </>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <TextSkeleton />
      )}
    </SideSheet>
  );
}

function Matrix({ preferences }: { preferences: readonly Preference[] }) {
  const { t } = useTranslation('notifications');
  const { me } = useSession();
  const choose = useChoose(me.id);
  return (
    <table className={styles.matrix}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t('preferences.what')}</span>
          </th>
          {channels.map((channel) => (
            <th key={channel} scope="col">
              {t(`preferences.${channel}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {kinds.map((kind) => {
          const preference = preferences.find((each) => each.kind === kind);
          if (preference === undefined) return null;
          return (
            <tr key={kind}>
              <th scope="row">
                <span className={styles.kind}>{t(`preferences.kind.${kind}.title`)}</span>
                <span className={styles.about}>{t(`preferences.kind.${kind}.text`)}</span>
              </th>
              {channels.map((channel) => (
                <td key={channel}>
                  <Switch
                    classNames={{ root: styles.switch, track: styles.track }}
                    aria-label={`${t(`preferences.kind.${kind}.title`)}: ${t(`preferences.${channel}`)}`}
                    checked={preference[channel]}
                    onChange={(event) => choose({ ...preference, [channel]: event.currentTarget.checked })}
                  />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The minutes there are to choose from, each with the word for it. */
const leads = [
  [15, 'quarter'],
  [60, 'hour'],
  [180, 'hours'],
  [1440, 'day'],
] as const;

/** How long before a deadline the person is reminded. */
function Lead({ minutes }: { minutes: number }) {
  const { t } = useTranslation('notifications');
  const { me } = useSession();
  const choose = useChooseLead(me.id);
  return (
    <Select
      className={styles.lead}
      label={t('preferences.lead')}
      allowDeselect={false}
      data={leads.map(([lead, word]) => ({ value: String(lead), label: t(`preferences.leads.${word}`) }))}
      value={String(minutes)}
      onChange={(value) => {
        const chosen = leads.find(([lead]) => String(lead) === value);
        if (chosen) choose(chosen[0]);
      }}
    />
  );
}
