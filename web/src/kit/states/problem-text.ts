import i18next from 'i18next';
import { ApiProblem, noAnswer } from '../../api/problem';

/** What happened and what to do next, in the person's language: by the reason, else by the kind of failure. */
export function problemText(error: unknown): string {
  if (!(error instanceof ApiProblem)) return i18next.t('problem.broken');
  const byReason: unknown = i18next.getResource(i18next.language, 'common', `reasons.${error.reason}`);
  if (typeof byReason === 'string') return byReason;
  return byStatus(error.status);
}

function byStatus(status: number): string {
  if (status === noAnswer) return i18next.t('problem.offline');
  if (status === 401) return i18next.t('problem.signedOut');
  if (status === 403) return i18next.t('problem.denied');
  if (status === 404) return i18next.t('problem.missing');
  if (status === 412) return i18next.t('problem.conflict');
  if (status === 413) return i18next.t('problem.tooLarge');
  if (status === 429) return i18next.t('problem.tooMany');
  return status >= 500 ? i18next.t('problem.server') : i18next.t('problem.refused');
}

/** The request to name when asking the operators. */
export const requestIdOf = (error: unknown): string | undefined => (error instanceof ApiProblem ? error.requestId : undefined);
