import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/problem';
import type { Employee } from '../../../api/types';
import { FormError } from '../../../kit/form/form-error';
import { problemText } from '../../../kit/states/problem-text';
import { type PhoneKind, phoneKinds } from '../data/phone';
import { useUpdateEmployee } from '../data/update';
import styles from './profile.module.css';

export type EditedPhone = { readonly kind: PhoneKind; readonly number: string; readonly extension: string };

type PhonesFormProps = {
  person: Employee;
  phones: readonly EditedPhone[];
  onChange: (phones: EditedPhone[]) => void;
  /** Saved, or given up. */
  onDone: () => void;
};

const most = 10;

/** Edits all numbers of a person; any usual way to write one is understood. */
export function PhonesForm({ person, phones, onChange, onDone }: PhonesFormProps) {
  const { t } = useTranslation('people');
  const { t: common } = useTranslation();
  const update = useUpdateEmployee(person);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const refused = refusedPhone(problem);

  const changeOne = (index: number, change: Partial<EditedPhone>) =>
    onChange(phones.map((phone, place) => (place === index ? { ...phone, ...change } : phone)));

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      await update({ phones: phones.map((phone) => ({ ...phone, number: phone.number.trim() })).filter(({ number }) => number) });
      onDone();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className={styles.phonesForm} onSubmit={(event) => void submit(event)}>
      {phones.map((phone, index) => (
        <div key={index} className={styles.phoneRow}>
          <Select
            className={styles.phoneKind}
            aria-label={t('phone.kind')}
            data={phoneKinds.map((kind) => ({ value: kind, label: t(`phone.${kind}`) }))}
            value={phone.kind}
            onChange={(kind) => changeOne(index, { kind: phoneKinds.find((known) => known === kind) })}
            allowDeselect={false}
            withCheckIcon={false}
          />
          <TextInput
            className={styles.phoneNumber}
            type="tel"
            aria-label={t('phone.number')}
            placeholder={t('phone.number')}
            value={phone.number}
            maxLength={40}
            error={refused === index ? problemText(problem) : undefined}
            onChange={(event) => changeOne(index, { number: event.currentTarget.value })}
            autoFocus={index === phones.length - 1}
          />
          <TextInput
            className={styles.phoneExtension}
            inputMode="numeric"
            aria-label={t('phone.extension')}
            placeholder={t('phone.extensionShort')}
            value={phone.extension}
            maxLength={10}
            onChange={(event) => changeOne(index, { extension: event.currentTarget.value.replace(/\D/g, '') })}
          />
          <ActionIcon aria-label={t('phone.remove')} onClick={() => onChange(phones.filter((_, place) => place !== index))}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <FormError text={problem !== undefined && refused === undefined ? problemText(problem) : undefined} />
      <div className={styles.formButtons}>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={phones.length >= most}
          onClick={() => onChange([...phones, { kind: 'work', number: '', extension: '' }])}
        >
          {t('phone.add')}
        </Button>
        <span className={styles.space} />
        <Button variant="default" onClick={onDone}>
          {common('cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {common('save')}
        </Button>
      </div>
    </form>
  );
}

/** The place of the number that the server refused. */
function refusedPhone(problem: unknown): number | undefined {
  if (!(problem instanceof ApiProblem)) return undefined;
  const places = problem.violations.map(({ field }) => /phones\[(\d+)\]/.exec(field)?.[1]);
  const first = places.find((place) => place !== undefined);
  return first === undefined ? undefined : Number(first);
}
