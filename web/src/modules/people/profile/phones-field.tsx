import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Employee } from '../../../api/types';
import { useDraft } from '../../../kit/form/draft';
import { phoneKind, phoneText } from '../data/phone';
import { PhoneLink } from '../parts/phone-link';
import { type EditedPhone, PhonesForm } from './phones-form';
import styles from './profile.module.css';

type Draft = { phones?: EditedPhone[] };
const nothing: Draft = {};
const newPhone: EditedPhone = { kind: 'mobile', number: '', extension: '' };

/** The person's numbers, to dial; who may change them edits them all in one go. */
export function PhonesField({ person, canChange }: { person: Employee; canChange: boolean }) {
  const { t } = useTranslation('people');
  const [draft, setDraft, clear] = useDraft<Draft>(`employee/${person.id}/phones`, nothing);
  const [editing, setEditing] = useState(draft.phones !== undefined);
  const current = person.phones.map(({ kind, number, extension }) => ({
    kind: phoneKind(kind),
    number: phoneText(number),
    extension,
  }));

  if (editing && canChange) {
    return (
      <PhonesForm
        person={person}
        phones={draft.phones ?? (current.length > 0 ? current : [newPhone])}
        onChange={(phones) => setDraft({ phones })}
        onDone={() => {
          clear();
          setEditing(false);
        }}
      />
    );
  }
  if (person.phones.length === 0) {
    return canChange ? (
      <Button
        className={styles.add}
        variant="subtle"
        color="gray"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setEditing(true)}
      >
        {t('phone.add')}
      </Button>
    ) : (
      <div className={`${styles.fixed} quiet`}>{t('nothing')}</div>
    );
  }
  return (
    <div className={styles.phones}>
      <ul className={styles.phoneList}>
        {person.phones.map((phone) => (
          <li key={`${phone.kind} ${phone.number} ${phone.extension}`}>
            <PhoneLink phone={phone} /> <span className="quiet">{t(`phone.${phoneKind(phone.kind)}`)}</span>
          </li>
        ))}
      </ul>
      {canChange && (
        <ActionIcon aria-label={t('phone.edit')} onClick={() => setEditing(true)}>
          <IconPencil size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}
