import { ActionIcon, Button } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import { usePhone } from '../screen/phone';

type HeaderActionProps = { icon: Icon; label: string } & (
  | { link: LinkProps; onClick?: never }
  | { link?: never; onClick: () => void }
);

/** Something to do with a page, in its header; on phones only its picture. */
export function HeaderAction({ icon: Picture, label, link, onClick }: HeaderActionProps) {
  const isPhone = usePhone();
  const goes = link && { renderRoot: (props: object) => <Link {...props} {...link} /> };
  if (isPhone) {
    return (
      <ActionIcon variant="default" aria-label={label} onClick={onClick} {...goes}>
        <Picture size={20} stroke={1.75} aria-hidden />
      </ActionIcon>
    );
  }
  return (
    <Button variant="default" leftSection={<Picture size={16} aria-hidden />} onClick={onClick} {...goes}>
      {label}
    </Button>
  );
}
