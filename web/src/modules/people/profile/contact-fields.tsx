import { useTranslation } from 'react-i18next';
import type { Employee } from '../../../api/types';
import { useAllowedActions } from '../../../kit/allowed-actions';
import { PhonesField } from './phones-field';
import { Fixed, Properties, Property } from './property';
import parts from '../parts/parts.module.css';

/** How to reach the person. */
export function ContactFields({ person }: { person: Employee }) {
  const { t } = useTranslation('people');
  const { can } = useAllowedActions(person);
  return (
    <Properties title={t('section.contact')}>
      <Property label={t('field.email')}>
        <Fixed>
          {person.email === '' ? (
            <span className="quiet">{t('nothing')}</span>
          ) : (
            <a className={parts.link} href={`mailto:${person.email}`}>
              {person.email}
            </a>
          )}
        </Fixed>
      </Property>
      <Property label={t('field.phones')}>
        <PhonesField person={person} canChange={can('update_own')} />
      </Property>
    </Properties>
  );
}
