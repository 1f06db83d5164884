import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FormSection } from '../../../kit/form/form-section';
import { problemText } from '../../../kit/states/problem-text';
import { ZoneSelect } from '../../../kit/time/zone-select';
import { isLanguage, languageNames, languages } from '../../../language/languages';
import { useCompanyForm } from '../parts/company';
import { SaveBar } from '../parts/save-bar';
import { Section } from '../parts/section';
import { LogoField } from './logo-field';

/** What the company is called, how it looks, where it is and what it speaks. */
export function GeneralPage() {
  const { t } = useTranslation('settings');
  const { value, change, isRefused, bar } = useCompanyForm('general');
  const refusal = (field: string) => (isRefused(field) ? problemText(bar.problem) : undefined);
  return (
    <Section title={t('section.general')}>
      <FormSection title={t('general.identity')} text={t('general.identityText')}>
        <TextInput
          label={t('general.name')}
          value={value.name}
          maxLength={200}
          required
          error={refusal('name')}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <LogoField />
      </FormSection>
      <FormSection title={t('general.place')} text={t('general.placeText')}>
        <ZoneSelect
          label={t('general.timeZone')}
          value={value.timeZone}
          error={refusal('time_zone')}
          onChange={(timeZone) => change({ timeZone })}
        />
        <Select
          label={t('general.locale')}
          data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
          value={value.locale}
          allowDeselect={false}
          withCheckIcon={false}
          error={refusal('locale')}
          onChange={(locale) => change({ locale: isLanguage(locale) ? locale : undefined })}
        />
      </FormSection>
      <SaveBar {...bar} />
    </Section>
  );
}
