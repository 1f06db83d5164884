import { Button, Modal, TextInput } from '@mantine/core';
import { type SubmitEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { idempotencyKey } from '../../../api/client';
import { toast } from '../../../kit/feedback/toast';
import { useDraft } from '../../../kit/form/draft';
import { DepartmentSelect } from '../../../kit/people/department-select';
import { PersonPicker } from '../../../kit/people/person-picker';
import { problemText } from '../../../kit/states/problem-text';
import { useShaping } from '../data/departments';
import styles from './structure.module.css';

/** Makes a department below another one. */
export function CreateDialog({ parent, onClose }: { parent: string; onClose: () => void }) {
  const { t } = useTranslation('people');
  const { t: common } = useTranslation();
  const { create } = useShaping();
  const [key] = useState(idempotencyKey);
  const empty = useMemo(() => ({ name: '', head: '', parent }), [parent]);
  const [draft, setDraft, clear] = useDraft(`department/below/${parent}`, empty);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const name = draft.name.trim();
    if (name === '') {
      setError(common('reasons.NAME_REQUIRED'));
      return;
    }
    setBusy(true);
    try {
      await create({ ...draft, name }, key);
      clear();
      toast(t('department.created', { name }));
      onClose();
    } catch (problem) {
      setError(problemText(problem));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Modal opened onClose={onClose} title={t('department.new')} closeButtonProps={{ 'aria-label': common('close') }} size={440}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t('department.name')}
          value={draft.name}
          maxLength={200}
          error={error}
          data-autofocus
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <DepartmentSelect
          label={t('department.parent')}
          value={draft.parent}
          none={t('department.top')}
          onChange={(id) => setDraft({ ...draft, parent: id })}
        />
        <PersonPicker
          label={t('department.head')}
          value={draft.head}
          placeholder={t('department.noHead')}
          clearable
          onChange={(head) => setDraft({ ...draft, head })}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {common('create')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
