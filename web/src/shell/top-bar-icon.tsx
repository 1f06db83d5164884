import { ActionIcon, Popover } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ComponentType, Suspense, useState } from 'react';
import { usePhone } from '../kit/screen/phone';
import { ListSkeleton } from '../kit/states/skeletons';
import type { Module } from '../modules/module';
import { Count } from './count';
import styles from './top-bar.module.css';
import { useText } from './visible-modules';

/** A module in the top bar: opens its preview where there is room, else its page. */
export function TopBarIcon({ module }: { module: Module }) {
  const text = useText();
  const isPhone = usePhone();
  const { Preview, to, title } = module;
  if (Preview !== undefined && !isPhone) return <WithPreview module={module} Preview={Preview} />;
  return (
    <ActionIcon component={Link} to={to} aria-label={text(title)} className={styles.bell}>
      <Picture module={module} />
    </ActionIcon>
  );
}

type WithPreviewProps = { module: Module; Preview: ComponentType<{ onClose: () => void }> };

function WithPreview({ module, Preview }: WithPreviewProps) {
  const text = useText();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} width={440} position="bottom-end" offset={12} trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon aria-label={text(module.title)} className={styles.bell} onClick={() => setOpened(!opened)}>
          <Picture module={module} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={text(module.title)}>
        <Suspense fallback={<ListSkeleton rows={4} />}>
          <Preview onClose={() => setOpened(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}

function Picture({ module: { icon: Icon, useCount } }: { module: Module }) {
  return (
    <>
      <Icon size={20} stroke={1.75} aria-hidden />
      {useCount && (
        <span className={styles.waiting}>
          <Count of={useCount} />
        </span>
      )}
    </>
  );
}
