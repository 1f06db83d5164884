import { IconSitemap, IconUser, IconUsers } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { searchPeople } from '../../kit/people/people';
import { rootRoute } from '../../shell/root-route';
import type { Module } from '../module';
import { peopleSearch } from './data/people-filter';

const peopleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/people',
  validateSearch: peopleSearch,
  component: lazyRouteComponent(() => import('./people-page'), 'PeoplePage'),
});

const personRoute = createRoute({
  getParentRoute: () => peopleRoute,
  path: '$id',
  staticData: { isSheet: true },
  component: lazyRouteComponent(() => import('./profile/person-sheet'), 'PersonSheet'),
});

const departmentRoute = createRoute({
  getParentRoute: () => peopleRoute,
  path: 'departments/$departmentId',
  staticData: { isSheet: true },
  component: lazyRouteComponent(() => import('./structure/department-sheet'), 'DepartmentSheet'),
});

/** An address that is easy to say. */
const structureRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/people/structure',
  beforeLoad: () => redirect({ to: '/people', search: { view: 'structure' }, replace: true, throw: true }),
});

export const peopleRoutes = [peopleRoute.addChildren([personRoute, departmentRoute]), structureRoute] as const;

const mostHits = 5;

export const peopleModule: Module = {
  name: 'people',
  title: { ko: '구성원', ru: 'Сотрудники', en: 'People' },
  icon: IconUsers,
  to: '/people',
  inBottomBar: true,
  isVisible: ({ company }) => company.modules.includes('people'),
  commands: [
    {
      id: 'people/open',
      title: { ko: '구성원으로 이동', ru: 'Перейти к сотрудникам', en: 'Go to People' },
      icon: IconUsers,
      to: '/people',
      keys: 'g p',
    },
    {
      id: 'people/structure',
      title: { ko: '조직도 열기', ru: 'Открыть структуру компании', en: 'Open the structure chart' },
      icon: IconSitemap,
      to: '/people/structure',
    },
  ],
  async search(text, signal) {
    const people = await searchPeople(text, signal, mostHits);
    return people.map(({ id, name, title }) => ({
      id: `person/${id}`,
      title: name,
      note: title,
      icon: IconUser,
      href: `/people/${id}`,
    }));
  },
};
