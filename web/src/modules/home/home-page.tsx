import { useTranslation } from 'react-i18next';
import { Page } from '../../kit/page/page';
import { useMinute } from '../../kit/time/time';
import { clockTime } from '../../kit/time/zone';
import { useSession, useZone } from '../../session/session';

export function HomePage() {
  return <Page title={useGreeting()}>{null}</Page>;
}

function useGreeting(): string {
  const { t } = useTranslation('home');
  const { me } = useSession();
  const hour = Number(clockTime(useMinute(), useZone()).slice(11, 13));
  const name = me.firstName || me.name;
  if (hour >= 4 && hour < 12) return t('morning', { name });
  return hour >= 12 && hour < 18 ? t('afternoon', { name }) : t('evening', { name });
}
