import { useQueryClient } from '@tanstack/react-query';
import { answer, api, ifVersion } from '../api/client';
import { list } from '../api/keys';
import { problemToast } from '../kit/feedback/toast';
import { chooseLanguage } from '../language/i18n';
import type { Language } from '../language/languages';
import { useSession } from '../session/session';

/** Changes the language here at once, and in the person's profile, so that mails are written in it too. */
export function useChangeLanguage(): (language: Language) => void {
  const queries = useQueryClient();
  const { me } = useSession();

  async function change(language: Language): Promise<void> {
    await chooseLanguage(language);
    if (!me.allowedActions.some((action) => action === 'update' || action === 'update_own')) return;
    const params = { path: { id: me.id }, header: ifVersion(me.version) };
    const changed = await answer(api.PATCH('/v1/employees/{id}', { params, body: { locale: language } }));
    queries.setQueryData(list('employee', 'me'), changed);
  }

  return (language) => void change(language).catch((error: unknown) => problemToast(error));
}
