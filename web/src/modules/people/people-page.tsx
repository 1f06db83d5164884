import { IconPlus, IconUserPlus } from '@tabler/icons-react';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { HeaderAction } from '../../kit/page/header-action';
import { Page } from '../../kit/page/page';
import { TabLinks } from '../../kit/page/tab-links';
import { top } from '../../kit/people/department-tree';
import { mayAll, mayAny } from '../../kit/rights';
import { useSession } from '../../session/session';
import { PeopleList } from './list/people-list';
import { DepartmentDialogs, useDepartmentDialogs } from './structure/department-dialogs';
import { Structure } from './structure/structure';

const route = getRouteApi('/people');

/** The people of the company: as a list, and by the departments they belong to. */
export function PeoplePage() {
  const { t } = useTranslation('people');
  const isStructure = route.useSearch({ select: ({ view }) => view === 'structure' });
  return (
    <DepartmentDialogs>
      <Page
        title={t('title')}
        beside={
          <TabLinks
            label={t('view.title')}
            tabs={[
              { id: 'list', title: t('view.list'), link: { to: '/people' } },
              { id: 'structure', title: t('view.structure'), link: { to: '/people', search: { view: 'structure' } } },
            ]}
            active={isStructure ? 'structure' : 'list'}
          />
        }
        actions={isStructure ? <NewDepartment /> : <Invite />}
      >
        {isStructure ? <Structure sheet={<Outlet />} /> : <PeopleList sheet={<Outlet />} />}
      </Page>
    </DepartmentDialogs>
  );
}

function NewDepartment() {
  const { t } = useTranslation('people');
  const { rights } = useSession();
  const { create } = useDepartmentDialogs();
  if (!mayAll(rights, 'MODULE_PEOPLE', 'OPERATION_CHANGE')) return null;
  return <HeaderAction icon={IconPlus} label={t('department.new')} onClick={() => create(top)} />;
}

function Invite() {
  const { t } = useTranslation('people');
  const { rights } = useSession();
  if (!mayAny(rights, 'MODULE_PEOPLE', 'OPERATION_CREATE')) return null;
  return <HeaderAction icon={IconUserPlus} label={t('invite')} link={{ to: '/settings/invitations/new' }} />;
}
