import { describe, expect, test } from 'vitest';
import { type ColumnMatch, departmentPaths, matchColumns, personCells } from './columns.js';
import { readRows } from './rows.js';

const recognised = (match: ColumnMatch) => Object.fromEntries(match.fields);

function people(text: string) {
  const rows = readRows(text);
  const match = matchColumns(rows.columns);
  return [...rows].map((row) => ('cells' in row ? personCells(row.cells, match) : row.error));
}

describe('the columns of', () => {
  test("Bitrix24's user import, with its tree of departments", () => {
    const header =
      'LAST_NAME;PERSONAL_PHOTO;NAME;SECOND_NAME;WORK_POSITION;EMAIL;PERSONAL_BIRTHDAY;PERSONAL_GENDER;WORK_PHONE;UF_1C_PHONE_INNER;PERSONAL_MOBILE;PERSONAL_ICQ;LOGIN;IBLOCK_SECTION_NAME_1;IBLOCK_SECTION_NAME_2;IBLOCK_SECTION_NAME_3';
    expect(matchColumns(header.split(';')).unknown).toEqual([
      'PERSONAL_PHOTO',
      'PERSONAL_GENDER',
      'UF_1C_PHONE_INNER',
      'PERSONAL_ICQ',
    ]);
    expect(
      people(
        `${header}\nПетрова;;Анна;Сергеевна;Директор;anna@example.com;15.03.1990;F;+7 495 1;105;+7 912 1;;anna;Ромашка;Продажи;`,
      ),
    ).toEqual([
      {
        last_name: 'Петрова',
        first_name: 'Анна',
        middle_name: 'Сергеевна',
        title: 'Директор',
        email: 'anna@example.com',
        birthday: '15.03.1990',
        phone: '+7 495 1',
        mobile_phone: '+7 912 1',
        login: 'anna',
        department: 'Ромашка / Продажи',
      },
    ]);
  });

  test("Bitrix24's list of employees in Russian and English", () => {
    const russian = [
      'Логин',
      'Фамилия',
      'Имя',
      'Отчество',
      'E-Mail',
      'Должность',
      'Подразделения',
      'Руководитель',
      'Мобильный телефон',
      'Рабочий телефон',
      'Дата рождения',
      'Дата приёма на работу',
      'Часовой пояс',
    ];
    const english = [
      'Login',
      'Last name',
      'First name',
      'Second name',
      'E-Mail',
      'Position',
      'Department(s)',
      'Supervisor',
      'Mobile phone',
      'Work phone',
      'Date of birth',
      'Employment date',
      'Time zone',
    ];
    for (const columns of [russian, english]) {
      const match = matchColumns(columns);
      expect([...match.fields.keys()].sort()).toEqual([
        'birthday',
        'department',
        'email',
        'first_name',
        'hired_at',
        'last_name',
        'login',
        'manager',
        'middle_name',
        'mobile_phone',
        'phone',
        'time_zone',
        'title',
      ]);
      expect(match.unknown).toEqual([]);
    }
  });

  test("Outlook's contacts in English, where Title is Mr.", () => {
    const columns = [
      'Title',
      'First Name',
      'Middle Name',
      'Last Name',
      'Suffix',
      'Company',
      'Department',
      'Job Title',
      'Business Phone',
      'Business Phone 2',
      'Mobile Phone',
      'Birthday',
      'E-mail Address',
      'E-mail 2 Address',
      'Language',
      "Manager's Name",
    ];
    expect(recognised(matchColumns(columns))).toEqual({
      first_name: ['First Name'],
      middle_name: ['Middle Name'],
      last_name: ['Last Name'],
      department: ['Department'],
      title: ['Job Title'],
      phone: ['Business Phone', 'Business Phone 2'],
      mobile_phone: ['Mobile Phone'],
      birthday: ['Birthday'],
      email: ['E-mail Address', 'E-mail 2 Address'],
      locale: ['Language'],
      manager: ["Manager's Name"],
    });
    expect(matchColumns(columns).unknown).toEqual(['Title', 'Suffix', 'Company']);
  });

  test("Outlook's contacts in Russian", () => {
    const columns = [
      'Обращение',
      'Имя',
      'Отчество',
      'Фамилия',
      'Организация',
      'Отдел',
      'Должность',
      'Рабочий телефон',
      'Телефон раб. 2',
      'Телефон переносной',
      'День рождения',
      'Руководитель',
      'Счет',
      'Адрес эл. почты',
      'Язык',
    ];
    expect(recognised(matchColumns(columns))).toEqual({
      first_name: ['Имя'],
      middle_name: ['Отчество'],
      last_name: ['Фамилия'],
      department: ['Отдел'],
      title: ['Должность'],
      phone: ['Рабочий телефон', 'Телефон раб. 2'],
      mobile_phone: ['Телефон переносной'],
      birthday: ['День рождения'],
      manager: ['Руководитель'],
      email: ['Адрес эл. почты'],
      locale: ['Язык'],
    });
  });

  test("Outlook's contacts in Korean", () => {
    const columns = [
      '호칭',
      '이름',
      '중간 이름',
      '성',
      '회사',
      '부서',
      '직함',
      '근무처 전화',
      '휴대폰',
      '생일',
      '전자 메일 주소',
      '관리자 이름',
      '언어',
    ];
    expect(recognised(matchColumns(columns))).toEqual({
      first_name: ['이름'],
      middle_name: ['중간 이름'],
      last_name: ['성'],
      department: ['부서'],
      title: ['직함'],
      phone: ['근무처 전화'],
      mobile_phone: ['휴대폰'],
      birthday: ['생일'],
      email: ['전자 메일 주소'],
      manager: ['관리자 이름'],
      locale: ['언어'],
    });
  });

  test.each(['Label', 'Type'])("Google's contacts, whose phones have a %s", (kind) => {
    const header = `First Name,Middle Name,Last Name,Birthday,Organization Name,Organization Title,Organization Department,E-mail 1 - ${kind},E-mail 1 - Value,Phone 1 - ${kind},Phone 1 - Value,Phone 2 - ${kind},Phone 2 - Value`;
    expect(
      people(
        `${header}\nYuna,,Kim,1990-03-15,Atrium,Engineer,R&D,* Work,yuna@example.com ::: y@example.com,Work Fax,1,Mobile,2\nBoris,,Chen,,,,,,,* Work,3,휴대전화,4`,
      ),
    ).toEqual([
      {
        first_name: 'Yuna',
        last_name: 'Kim',
        birthday: '1990-03-15',
        title: 'Engineer',
        department: 'R&D',
        email: 'yuna@example.com',
        mobile_phone: '2',
      },
      { first_name: 'Boris', last_name: 'Chen', phone: '3', mobile_phone: '4' },
    ]);
  });

  test.each([
    ['Name,Email,Title', 'full_name'],
    ['ФИО;Почта;Должность', 'full_name'],
    ['Имя;Почта;Должность', 'full_name'],
    ['성명,이메일,직급', 'full_name'],
    ['이름,이메일,직급', 'full_name'],
    ['성,이름,이메일,직급', 'first_name'],
    ['Фамилия;Имя;Почта;Должность', 'first_name'],
    ['Last name,Name,Email,Title', 'first_name'],
  ])('%s, where the name is the %s', (header, field) => {
    const match = matchColumns(readRows(header).columns);
    expect([...match.fields.keys()]).toEqual(expect.arrayContaining([field, 'email', 'title']));
    expect(match.unknown).toEqual([]);
  });
});

test('a name beside first and last name is the whole name', () => {
  const match = matchColumns(['Name', 'Given Name', 'Family Name']);
  expect(recognised(match)).toEqual({ full_name: ['Name'], first_name: ['Given Name'], last_name: ['Family Name'] });
});

test('columns of no meaning to us, and repeated ones, are reported', () => {
  expect(matchColumns(['Email', 'Shoe size', 'email (2)', 'constructor', '']).unknown).toEqual([
    'Shoe size',
    'email (2)',
    'constructor',
    '',
  ]);
});

test('values come without what programs put around them', () => {
  expect(people("Email,Mobile,Birthday,Hired at,Title\n a@example.com ,'+82 10,0.0.00,0/0/00,\n,,,,'quoted'")).toEqual([
    { email: 'a@example.com', mobile_phone: '+82 10' },
    { title: "'quoted'" },
  ]);
});

test.each([
  ['Sales', [['Sales']]],
  ['Company / Sales', [['Company', 'Sales']]],
  [
    'Компания / Продажи; Компания / Дизайн',
    [
      ['Компания', 'Продажи'],
      ['Компания', 'Дизайн'],
    ],
  ],
  ['회사 > 영업부 > 1팀', [['회사', '영업부', '1팀']]],
  ['Company\\Sales', [['Company', 'Sales']]],
  ['R&D/QA', [['R&D/QA']]],
  ['Sales\nDesign', [['Sales'], ['Design']]],
  [' ; / ;', []],
])('the departments in %j', (text, paths) => {
  expect(departmentPaths(text)).toEqual(paths);
});
