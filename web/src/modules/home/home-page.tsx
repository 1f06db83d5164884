import { useTranslation } from 'react-i18next';
import { Page } from '../../kit/page/page';
import { useMinute, usePlace } from '../../kit/time/time';
import { clockTime } from '../../kit/time/zone';
import { useSession } from '../../session/session';
import { QuickCreate } from '../tasks/create/quick-create';
import { MyTasks } from './my-tasks';
import { RecentTasks } from './recent-tasks';
import styles from './home-page.module.css';
import { Unread } from './unread';

/** What today asks for, and what has happened since. */
export function HomePage() {
  const { language, zone } = usePlace();
  const now = useMinute();
  const today = new Intl.DateTimeFormat(language, { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' }).format(now);
  return (
    <Page title={useGreeting()} beside={<span className="quiet">{today}</span>}>
      <div className={styles.columns}>
        <div className={styles.column}>
          <div className={styles.quick}>
            <QuickCreate />
          </div>
          <MyTasks />
        </div>
        <div className={styles.column}>
          <Unread />
          <RecentTasks />
        </div>
      </div>
    </Page>
  );
}

function useGreeting(): string {
  const { t } = useTranslation('home');
  const { me } = useSession();
  const { zone } = usePlace();
  const hour = Number(clockTime(useMinute(), zone).slice(11, 13));
  const name = me.firstName || me.name;
  if (hour >= 4 && hour < 12) return t('morning', { name });
  return hour >= 12 && hour < 18 ? t('afternoon', { name }) : t('evening', { name });
}
