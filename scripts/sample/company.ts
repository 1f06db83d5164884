/** Aurora Trading as it is before its colleagues are imported from people.csv. */
export const company = {
  name: 'Aurora Trading',
  timeZone: 'Asia/Seoul',
  locale: 'en',
  calendar: { weekdays: [1, 2, 3, 4, 5], dayStart: '09:00', dayEnd: '18:00', holidays: [], extraDays: [] },
};

/** The departments by their paths, parents first. Those of Engineering come with the colleagues. */
export const departments = [
  'Management',
  'Management / Sales',
  'Management / Sales / Sales Korea',
  'Management / Sales / Sales Russia',
  'Management / Engineering',
  'Management / Marketing',
  'Management / Finance',
] as const;

type Department = (typeof departments)[number];

/** The people who can sign in, with their places. Guests have none. */
export const people: readonly { login: string; department: Department; record: object }[] = [
  {
    login: 'anna',
    department: 'Management',
    record: {
      title: 'Director',
      birthday: '1980-06-14',
      hiredAt: '2012-04-02',
      timeZone: 'Asia/Seoul',
      phones: [{ kind: 'work', number: '+82 2 312 3456', extension: '100' }],
    },
  },
  {
    login: 'boris',
    department: 'Management / Sales',
    record: {
      title: 'Руководитель отдела продаж',
      birthday: '1983-09-21',
      hiredAt: '2015-01-12',
      timeZone: 'Europe/Moscow',
      phones: [{ kind: 'mobile', number: '+7 916 765-43-21' }],
    },
  },
  {
    login: 'chen',
    department: 'Management / Sales',
    record: { title: 'Sales manager', birthday: '1990-02-08', hiredAt: '2019-09-02', timeZone: 'Asia/Shanghai' },
  },
  {
    login: 'daria',
    department: 'Management / Sales',
    record: { title: 'Менеджер по продажам', birthday: '1994-11-30', hiredAt: '2021-03-15', timeZone: 'Europe/Moscow' },
  },
  {
    login: 'yuna',
    department: 'Management / Engineering',
    record: {
      title: '제품 엔지니어',
      birthday: '1992-04-18',
      hiredAt: '2020-07-01',
      timeZone: 'Asia/Seoul',
      phones: [{ kind: 'mobile', number: '010-1234-5678' }],
    },
  },
];

/** Who leads what, and in whose place: by login or the first part of the address. */
export const leaders: readonly { department: Department; head: string; deputies: string[] }[] = [
  { department: 'Management', head: 'anna', deputies: [] },
  { department: 'Management / Sales', head: 'boris', deputies: ['younghee.kim'] },
  { department: 'Management / Sales / Sales Korea', head: 'younghee.kim', deputies: [] },
  { department: 'Management / Sales / Sales Russia', head: 'ekaterina.kuznetsova', deputies: ['petr.fedorov'] },
  { department: 'Management / Engineering', head: 'jimin.han', deputies: ['dohyun.yoon'] },
  { department: 'Management / Marketing', head: 'yujin.shin', deputies: [] },
  { department: 'Management / Finance', head: 'tatyana.zakharova', deputies: [] },
];
