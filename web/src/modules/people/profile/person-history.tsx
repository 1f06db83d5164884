import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { Employee, HistoryEntry } from '../../../api/types';
import { PersonName } from '../../../kit/people/chips';
import { problemText } from '../../../kit/states/problem-text';
import { TextSkeleton } from '../../../kit/states/skeletons';
import { RelativeTime } from '../../../kit/time/time';
import { historyQuery } from '../data/queries';
import { changedFields, FieldValue } from './history-values';
import styles from './profile.module.css';

/** Who changed what about the person, newest first; fetched when asked for. */
export function PersonHistory({ person }: { person: Employee }) {
  const { t } = useTranslation('people');
  const [opened, setOpened] = useState(false);
  return (
    <section>
      <h3 className={styles.sectionTitle}>{t('section.history')}</h3>
      {opened ? (
        <Entries id={person.id} />
      ) : (
        <Button className={styles.add} variant="subtle" color="gray" onClick={() => setOpened(true)}>
          {t('history.show')}
        </Button>
      )}
    </section>
  );
}

function Entries({ id }: { id: string }) {
  const { t } = useTranslation();
  const history = useInfiniteQuery(historyQuery(id));
  if (history.isPending) return <TextSkeleton />;
  if (history.isError) return <p className="quiet">{problemText(history.error)}</p>;
  return (
    <>
      <ol className={styles.history}>
        {history.data.pages
          .flatMap(({ entries }) => entries)
          .map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
      </ol>
      {history.hasNextPage && (
        <Button variant="subtle" color="gray" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}

const known = ['created', 'updated', 'photo_set', 'activated', 'deactivated', 'reactivated'] as const;

function Entry({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation('people');
  const action = known.find((word) => word === entry.action) ?? 'updated';
  const user = entry.actor?.user ?? '';
  // A new person's fields are all new: nobody wants the list of them.
  const fields = action === 'created' ? [] : changedFields(entry.changes);
  return (
    <li>
      <div className={styles.entry}>
        <span>
          <Trans
            t={t}
            i18nKey={`history.${action}`}
            components={{
              person:
                user === '' ? (
                  <span>{t('history.system')}</span>
                ) : (
                  <strong>
                    <PersonName id={user} />
                  </strong>
                ),
            }}
          />
        </span>
        {entry.at !== undefined && (
          <span className="quiet">
            <RelativeTime at={entry.at} />
          </span>
        )}
      </div>
      {fields.map(({ field, before, after }) => (
        <div key={field} className={styles.change}>
          <span className="quiet">{t(`field.${field}`)}</span> <FieldValue field={field} value={before} />
          <span aria-label={t('history.becomes')}> → </span>
          <FieldValue field={field} value={after} />
        </div>
      ))}
    </li>
  );
}
