import { plural, type Translation } from '../../../language/plural';
import type { messages as english } from './en';

export const messages: Translation<typeof english> = {
  title: 'Сотрудники',
  profile: 'Профиль',
  invite: 'Пригласить',
  add: 'Добавить',
  nothing: 'Нет',
  notChanged: 'Изменить не удалось',
  moreActions: 'Другие действия',
  call: 'Позвонить: {{name}}',
  extension: 'доб. {{extension}}',
  noDepartment: 'Без отдела',
  headOfDepartment: 'Руководитель отдела',
  asCompany: '{{what}}, как у компании',
  clearLanguage: 'Как у компании',

  view: { title: 'Вид', list: 'Список', structure: 'Структура' },

  list: {
    search: 'Имя, должность, телефон или почта',
    department: 'Отдел',
    allDepartments: 'Все отделы',
    who: 'Кого показать',
    nobody: 'Никого не нашлось',
    nobodyHere: 'Под эти условия никто не подходит.',
    nobodyFound: 'Попробуйте меньше букв или другое написание. Имя найдётся на любом алфавите и даже с опечаткой.',
    showAll: 'Показать всех',
  },

  who: {
    working: 'Работают',
    invited: 'Ещё не входили',
    guests: 'Гости',
    left: 'Отключены',
    everyone: 'Все',
  },

  field: {
    name: 'Имя',
    lastName: 'Фамилия',
    firstName: 'Имя',
    middleName: 'Отчество',
    title: 'Должность',
    departments: 'Отделы',
    phone: 'Телефон',
    phones: 'Телефоны',
    email: 'Почта',
    manager: 'Руководитель',
    hiredAt: 'В компании с',
    birthday: 'День рождения',
    timeZone: 'Часовой пояс',
    locale: 'Язык',
    absence: 'Отсутствие',
  },

  section: {
    contact: 'Контакты',
    work: 'Работа',
    person: 'Личное',
    line: 'Подчинение',
    history: 'История изменений',
  },

  mark: { guest: 'Гость', invited: 'Приглашение отправлено', invitedShort: 'Приглашение', left: 'Отключён' },

  absence: {
    none: 'На месте',
    vacation: 'Отпуск',
    sick: 'Больничный',
    trip: 'Командировка',
    other: 'Нет на месте',
    lastDay: 'Последний день',
    until: {
      vacation: 'Отпуск до {{day}}',
      sick: 'Больничный до {{day}}',
      trip: 'Командировка до {{day}}',
      other: 'Нет на месте до {{day}}',
    },
  },

  clock: { at: '{{time}} · {{city}}', ahead: 'на {{hours}} больше, чем у вас', behind: 'на {{hours}} меньше, чем у вас' },

  photo: { change: 'Сменить фото' },

  phone: {
    add: 'Добавить телефон',
    edit: 'Изменить телефоны',
    remove: 'Убрать этот телефон',
    kind: 'Вид телефона',
    number: 'Номер телефона',
    extension: 'Добавочный',
    extensionShort: 'Доб.',
    work: 'рабочий',
    mobile: 'мобильный',
    home: 'домашний',
  },

  deactivate: {
    action: 'Отключить',
    title: 'Отключить: {{name}}?',
    text: 'На всех устройствах произойдёт выход, и войти снова будет нельзя. Задачи, комментарии и история останутся.',
    done: '{{name}}: вход закрыт',
  },

  reactivate: {
    action: 'Вернуть доступ',
    title: 'Вернуть доступ: {{name}}?',
    text: 'Снова можно будет войти, с прежними правами и в прежних отделах.',
    done: '{{name}}: вход снова открыт',
  },

  line: {
    alone: 'Никому не подчиняется, и подчинённых нет.',
    reports: plural({
      one: '{{count}} подчинённый',
      few: '{{count}} подчинённых',
      many: '{{count}} подчинённых',
      other: '{{count}} подчинённого',
    }),
    showAll: plural({
      one: 'Показать {{count}}',
      few: 'Показать всех ({{count}})',
      many: 'Показать всех ({{count}})',
      other: 'Показать всех ({{count}})',
    }),
  },

  history: {
    show: 'Показать изменения',
    system: 'Atrium',
    becomes: 'стало',
    created: '<person/> · профиль создан',
    updated: '<person/> · профиль изменён',
    photo_set: '<person/> · новое фото',
    activated: '<person/> · первый вход',
    deactivated: '<person/> · доступ отключён',
    reactivated: '<person/> · доступ возвращён',
  },

  structure: {
    empty: 'Отделов пока нет',
    emptyText: 'Отделы показывают, кто с кем работает, и определяют, кто что видит.',
    below: 'Отделы внутри: {{name}}',
    people: plural({
      one: '{{count}} человек',
      few: '{{count}} человека',
      many: '{{count}} человек',
      other: '{{count}} человека',
    }),
    andBelow: '+{{count}} внутри',
    nearer: 'Ближе',
    farther: 'Дальше',
    fit: 'Показать целиком',
    foldAll: 'Свернуть нижние уровни',
    openAll: 'Развернуть все уровни',
    tools: 'Вид схемы',
  },

  department: {
    one: 'Отдел',
    new: 'Новый отдел',
    name: 'Название',
    parent: 'Входит в',
    top: 'Верхний уровень',
    head: 'Руководитель',
    noHead: 'Без руководителя',
    deputies: 'Заместители',
    leaders: 'Руководство',
    below: 'Отделы внутри',
    addBelow: 'Добавить отдел внутри',
    actions: 'Действия: {{name}}',
    missing: 'Такого отдела нет',
    missingText: 'Его удалили, или вам он не виден.',
    people: plural({
      one: '{{count}} человек',
      few: '{{count}} человека',
      many: '{{count}} человек',
      other: '{{count}} человека',
    }),
    nobody: 'Напрямую в отделе никто не состоит.',
    showInList: 'Показать в списке',
    created: 'Отдел «{{name}}» создан',
  },

  move: {
    title: 'Перенос: {{name}}',
    to: 'Будет входить в',
    people: plural({
      one: 'Вместе с отделом перейдёт {{count}} человек.',
      few: 'Вместе с отделом перейдут {{count}} человека.',
      many: 'Вместе с отделом перейдут {{count}} человек.',
      other: 'Вместе с отделом перейдут {{count}} человека.',
    }),
    departments: plural({
      one: 'И {{count}} отдел внутри него.',
      few: 'И {{count}} отдела внутри него.',
      many: 'И {{count}} отделов внутри него.',
      other: 'И {{count}} отдела внутри него.',
    }),
    action: 'Перенести',
    menu: 'Перенести…',
    done: 'Отдел «{{name}}» перенесён',
  },

  remove: {
    title: 'Удалить отдел «{{name}}»?',
    text: 'Удалить можно только пустой отдел. Вернуть его будет нельзя.',
    action: 'Удалить',
    menu: 'Удалить',
    done: 'Отдел «{{name}}» удалён',
    refused: 'Отдел «{{name}}» не удалён',
  },
};
