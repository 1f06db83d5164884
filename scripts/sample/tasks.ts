import type { departments } from './company.js';

type Login = 'anna' | 'boris' | 'chen' | 'daria' | 'yuna' | 'guest';
type Department = (typeof departments)[number];

export type SampleTask = {
  /** Names it for its parts and for repeating the load. */
  key: string;
  by: Login;
  title: string;
  description?: string;
  assignee: Login;
  coExecutors?: (Login | Department)[];
  observers?: (Login | Department)[];
  /** Days from the day the sample was first loaded; before it for one that is overdue. */
  deadlineInDays?: number;
  priority?: 'LOW' | 'HIGH';
  tags?: string[];
  parent?: string;
  acceptance?: boolean;
  /** What was done with it after, in order: verbs, and comments, in which "@login" mentions somebody. */
  then?: ({ by: Login; do: 'see' | 'start' | 'pause' | 'complete' | 'return' | 'accept' } | { by: Login; say: string })[];
};

export const tasks: readonly SampleTask[] = [
  {
    key: 'plan',
    by: 'anna',
    title: 'Plan the quarter',
    description:
      'What each department wants to reach, and what it needs for it.\n\n- [ ] Sales\n- [ ] Engineering\n- [ ] Marketing',
    assignee: 'boris',
    coExecutors: ['yuna'],
    observers: ['Management / Finance'],
    deadlineInDays: 10,
    priority: 'HIGH',
    tags: ['planning'],
    acceptance: true,
    then: [
      { by: 'boris', do: 'see' },
      { by: 'boris', do: 'start' },
      { by: 'boris', say: 'The draft for Sales is ready. @yuna, when can Engineering send theirs?' },
      { by: 'yuna', say: '금요일까지 보내 드릴게요.' },
    ],
  },
  {
    key: 'plan-sales',
    by: 'boris',
    title: 'План продаж по странам',
    assignee: 'daria',
    coExecutors: ['Management / Sales / Sales Russia'],
    deadlineInDays: 4,
    tags: ['planning'],
    parent: 'plan',
    then: [
      { by: 'daria', do: 'see' },
      { by: 'daria', do: 'start' },
    ],
  },
  {
    key: 'plan-numbers',
    by: 'boris',
    title: 'Collect the figures of the last quarter',
    assignee: 'chen',
    deadlineInDays: -1,
    parent: 'plan',
    then: [
      { by: 'chen', do: 'see' },
      { by: 'chen', do: 'start' },
      { by: 'chen', say: 'Two customers are still missing, I am asking them.' },
    ],
  },
  {
    key: 'contract',
    by: 'boris',
    title: 'Согласовать договор с «Северным портом»',
    description: 'Юристы ждут **две правки**: срок оплаты и порядок приёмки.',
    assignee: 'chen',
    observers: ['anna'],
    deadlineInDays: 2,
    priority: 'HIGH',
    tags: ['договоры'],
    acceptance: true,
    then: [
      { by: 'chen', do: 'see' },
      { by: 'chen', do: 'start' },
      { by: 'chen', do: 'complete' },
      { by: 'chen', say: 'Both changes are in; the signed copy comes by post.' },
    ],
  },
  {
    key: 'offer',
    by: 'anna',
    title: 'Offer for Hanbit Logistics',
    assignee: 'chen',
    coExecutors: ['Management / Sales'],
    deadlineInDays: 6,
    tags: ['offers'],
    then: [{ by: 'chen', do: 'see' }],
  },
  {
    key: 'welcome',
    by: 'anna',
    title: 'Prepare the welcome day for new colleagues',
    assignee: 'daria',
    observers: ['Management / Marketing'],
    deadlineInDays: 14,
    priority: 'LOW',
  },
  {
    key: 'search',
    by: 'anna',
    title: '검색 속도 개선',
    description: '직원 수가 늘면서 검색이 느려졌습니다. 원인을 찾아 주세요.',
    assignee: 'yuna',
    coExecutors: ['Management / Engineering'],
    deadlineInDays: 7,
    tags: ['개발'],
    then: [
      { by: 'yuna', do: 'see' },
      { by: 'yuna', do: 'start' },
      { by: 'yuna', say: '색인을 하나 추가했더니 열 배 빨라졌습니다.' },
      { by: 'yuna', do: 'complete' },
    ],
  },
  {
    key: 'phones',
    by: 'boris',
    title: 'Обновить номера в карточках клиентов',
    assignee: 'daria',
    deadlineInDays: -3,
    tags: ['CRM'],
    then: [
      { by: 'daria', do: 'see' },
      { by: 'daria', do: 'start' },
      { by: 'daria', do: 'complete' },
      { by: 'boris', do: 'return' },
      { by: 'boris', say: '@daria, у трёх клиентов остались старые номера.' },
    ],
  },
  {
    key: 'release',
    by: 'yuna',
    title: 'Release notes for the customers',
    assignee: 'boris',
    deadlineInDays: 3,
    tags: ['release'],
  },
  {
    key: 'fair',
    by: 'boris',
    title: 'Trade fair in Busan: stand and visitors',
    assignee: 'boris',
    coExecutors: ['chen', 'Management / Sales / Sales Korea'],
    observers: ['Management / Marketing'],
    deadlineInDays: 30,
    tags: ['events'],
    then: [{ by: 'boris', do: 'start' }],
  },
  {
    key: 'partner',
    by: 'anna',
    title: 'Exchange of documents with our partner',
    description: 'Grace sends the certificates; we check them within two days.',
    assignee: 'chen',
    coExecutors: ['guest'],
    deadlineInDays: 5,
    then: [{ by: 'guest', say: 'The first three certificates are on their way.' }],
  },
  {
    key: 'own',
    by: 'anna',
    title: 'Read the new labour law',
    assignee: 'anna',
    priority: 'LOW',
  },
];
