import { Button, Select, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { idempotencyKey } from '../../../api/client';
import { ApiProblem } from '../../../api/problem';
import { toast } from '../../../kit/feedback/toast';
import { useDraft } from '../../../kit/form/draft';
import { useCloseSheet } from '../../../kit/page/last-page';
import { SideSheet } from '../../../kit/page/side-sheet';
import { DepartmentSelect } from '../../../kit/people/department-select';
import { top } from '../../../kit/people/department-tree';
import { problemText, requestIdOf } from '../../../kit/states/problem-text';
import { isLanguage, languageNames, languages } from '../../../language/languages';
import { useSession } from '../../../session/session';
import { useRoleName } from '../permissions/role-name';
import { useInviting } from './invitations';
import styles from './invitations.module.css';

const roles = ['employee', 'guest', 'admin'] as const;
type RoleId = (typeof roles)[number];

type Draft = { email: string; firstName: string; lastName: string; role: RoleId; department: string; locale: string };
const empty: Draft = { email: '', firstName: '', lastName: '', role: 'employee', department: top, locale: '' };

const page = '/settings/invitations';

/** Invites a person by e-mail; the mail leads them to the sign-in page to choose a password. */
export function InviteSheet() {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const { company, rights } = useSession();
  const roleName = useRoleName('roleOfOne');
  const { invite } = useInviting();
  const close = useCloseSheet(page);
  const [draft, setDraft, clear] = useDraft<Draft>('invitation', empty);
  const [key, setKey] = useState(idempotencyKey);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const change = (changed: Partial<Draft>) => {
    // Another wish than the one that may have been carried out already.
    setKey(idempotencyKey());
    setProblem(undefined);
    setDraft({ ...draft, ...changed });
  };

  async function send(another: boolean): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      const { email, firstName, lastName, role, department, locale } = draft;
      const language = isLanguage(locale) ? locale : '';
      await invite(
        { email: email.trim(), firstName: firstName.trim(), lastName: lastName.trim(), role, department, locale: language },
        key,
      );
      toast(t('invitations.sent', { email: email.trim() }));
      clear();
      setKey(idempotencyKey());
      if (!another) close();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    void send(false);
  }

  const emailProblem = isAboutEmail(problem) ? problemText(problem) : undefined;
  const requestId = requestIdOf(problem);
  return (
    <SideSheet title={t('invitations.new')} closeTo={page} beside={t('invitations.new')}>
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          type="email"
          label={t('invitations.email')}
          value={draft.email}
          maxLength={254}
          required
          autoFocus
          error={emailProblem}
          onChange={(event) => change({ email: event.currentTarget.value })}
        />
        <div className={styles.pair}>
          <TextInput
            label={t('invitations.firstName')}
            value={draft.firstName}
            maxLength={100}
            onChange={(event) => change({ firstName: event.currentTarget.value })}
          />
          <TextInput
            label={t('invitations.lastName')}
            value={draft.lastName}
            maxLength={100}
            onChange={(event) => change({ lastName: event.currentTarget.value })}
          />
        </div>
        <Select
          label={t('invitations.role')}
          description={t(`invitations.roleText.${draft.role}`)}
          inputWrapperOrder={['label', 'input', 'description']}
          // Only administrators make administrators.
          data={roles
            .filter((role) => role !== 'admin' || rights.roles.includes('admin'))
            .map((role) => ({ value: role, label: roleName(role) }))}
          value={draft.role}
          allowDeselect={false}
          withCheckIcon={false}
          onChange={(value) => change({ role: roles.find((role) => role === value) ?? 'employee' })}
        />
        <DepartmentSelect
          label={t('invitations.department')}
          value={draft.department}
          none={t('invitations.noDepartment')}
          onChange={(department) => change({ department })}
        />
        <Select
          label={t('invitations.language')}
          data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
          value={isLanguage(draft.locale) ? draft.locale : isLanguage(company.locale) ? company.locale : null}
          allowDeselect={false}
          withCheckIcon={false}
          onChange={(locale) => change({ locale: locale ?? '' })}
        />
        {problem !== undefined && emailProblem === undefined && (
          <p className={styles.error} role="alert">
            {problemText(problem)}
            {requestId !== undefined && <span className={styles.request}>{common('problem.request', { id: requestId })}</span>}
          </p>
        )}
        <div className={styles.buttons}>
          <Button type="submit" loading={busy} disabled={draft.email.trim() === ''}>
            {t('invitations.send')}
          </Button>
          <Button variant="default" disabled={busy || draft.email.trim() === ''} onClick={() => void send(true)}>
            {t('invitations.sendAnother')}
          </Button>
        </div>
      </form>
    </SideSheet>
  );
}

const isAboutEmail = (problem: unknown): boolean =>
  problem instanceof ApiProblem &&
  (['ACCOUNT_EXISTS', 'ALREADY_INVITED'].includes(problem.reason) ||
    problem.violations.some(({ field }) => field.endsWith('email')));
