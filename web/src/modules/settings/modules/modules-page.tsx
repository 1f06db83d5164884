import { Switch } from '@mantine/core';
import { type Icon, IconChecklist, IconClock, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemToast, undoToast } from '../../../kit/feedback/toast';
import { useSession } from '../../../session/session';
import { useUpdateCompany } from '../parts/company';
import { Section } from '../parts/section';
import styles from './modules.module.css';

/** The modules that can be done without. */
const switchable = ['tasks', 'people', 'time'] as const;

type Switchable = (typeof switchable)[number];

const icons: Record<Switchable, Icon> = { tasks: IconChecklist, people: IconUsers, time: IconClock };

const isSwitchable = (name: string): name is Switchable => switchable.some((known) => known === name);

/** Which modules the company uses; what it doesn't use nobody sees. */
export function ModulesPage() {
  const { t } = useTranslation('settings');
  const { company } = useSession();
  const update = useUpdateCompany();
  const [busy, setBusy] = useState<Switchable>();
  const used = company.modules.filter(isSwitchable);

  async function use(names: readonly Switchable[], changed: Switchable): Promise<boolean> {
    setBusy(changed);
    try {
      await update({ modules: [...names] });
      return true;
    } catch (error) {
      problemToast(error, t('modules.notChanged'));
      return false;
    } finally {
      setBusy(undefined);
    }
  }

  async function toggle(name: Switchable, title: string): Promise<void> {
    const isUsed = used.includes(name);
    if (!(await use(isUsed ? used.filter((other) => other !== name) : [...used, name], name))) return;
    const message = isUsed ? t('modules.off', { module: title }) : t('modules.on', { module: title });
    undoToast(message, () => void use(used, name));
  }

  return (
    <Section title={t('section.modules')} text={t('modules.text')}>
      <ul className={styles.list}>
        {switchable.map((name) => {
          const Icon = icons[name];
          const title = t(`modules.${name}.title`);
          return (
            <li key={name} className={styles.module}>
              <Icon size={20} stroke={1.75} aria-hidden />
              <div className={styles.what}>
                <h3 className={styles.title}>{title}</h3>
                <p className={styles.text}>{t(`modules.${name}.text`)}</p>
              </div>
              <Switch
                aria-label={title}
                size="md"
                checked={used.includes(name)}
                disabled={busy !== undefined}
                onChange={() => void toggle(name, title)}
              />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
