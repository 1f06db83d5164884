import { useTranslation } from 'react-i18next';
import type { FieldChange } from '../../../api/types';
import { DepartmentName, PersonName } from '../../../kit/people/chips';
import { formatDay } from '../../../kit/time/format';
import { isLanguage, languageNames } from '../../../language/languages';
import { absenceKind } from '../data/absence';
import { phoneText } from '../data/phone';

/** The fields whose changes are told, as the server names them. Others follow from these, or say nothing to people. */
const fieldOf = {
  first_name: 'firstName',
  last_name: 'lastName',
  middle_name: 'middleName',
  title: 'title',
  departments: 'departments',
  manager: 'manager',
  phones: 'phones',
  birthday: 'birthday',
  hired_at: 'hiredAt',
  time_zone: 'timeZone',
  locale: 'locale',
  absence: 'absence',
  email: 'email',
} as const;

type Path = keyof typeof fieldOf;
type ToldField = (typeof fieldOf)[Path];

const isTold = (path: string): path is Path => path in fieldOf;

export const changedFields = (changes: readonly FieldChange[]) =>
  changes.flatMap(({ path, before, after }) => (isTold(path) ? [{ field: fieldOf[path], before, after }] : []));

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []);

const property = (value: unknown, name: string): string => {
  const found: unknown = typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
  return typeof found === 'string' ? found : '';
};

/** A value of a field as people read it. */
export function FieldValue({ field, value }: { field: ToldField; value: unknown }) {
  const { t, i18n } = useTranslation('people');
  const text = typeof value === 'string' ? value : '';
  const isNothing = text === '' && (typeof value !== 'object' || value === null || (Array.isArray(value) && value.length === 0));
  if (isNothing) return <span className="quiet">{t('nothing')}</span>;
  switch (field) {
    case 'departments':
      return (
        <>
          {texts(value).map((id, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <DepartmentName id={id} />
            </span>
          ))}
        </>
      );
    case 'manager':
      return <PersonName id={text} />;
    case 'phones':
      return <>{(Array.isArray(value) ? value : []).map((phone) => phoneText(property(phone, 'number'))).join(', ')}</>;
    case 'birthday':
    case 'hiredAt':
      return <>{formatDay(text, i18n.language)}</>;
    case 'locale':
      return <>{isLanguage(value) ? languageNames[value] : text}</>;
    case 'absence': {
      const kind = absenceKind(property(value, 'kind'));
      const until = property(value, 'until');
      return <>{until === '' ? t(`absence.${kind}`) : t(`absence.until.${kind}`, { day: formatDay(until, i18n.language) })}</>;
    }
    default:
      return <>{text}</>;
  }
}
