import { useTranslation } from 'react-i18next';
import { TabLinks } from '../../../kit/page/tab-links';

/** The pages of the module. */
export function TimeTabs({ active }: { active: 'mine' | 'presence' | 'absences' }) {
  const { t } = useTranslation('time');
  return (
    <TabLinks
      label={t('pages')}
      active={active}
      tabs={[
        { id: 'mine', title: t('tab.mine'), link: { to: '/time' } },
        { id: 'presence', title: t('tab.presence'), link: { to: '/time/presence' } },
        { id: 'absences', title: t('tab.absences'), link: { to: '/time/absences' } },
      ]}
    />
  );
}
