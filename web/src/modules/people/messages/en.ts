import { plural } from '../../../language/plural';

export const messages = {
  title: 'People',
  profile: 'Profile',
  invite: 'Invite',
  add: 'Add',
  nothing: 'None',
  notChanged: 'Nothing was changed',
  moreActions: 'More actions',
  call: 'Call {{name}}',
  extension: 'ext. {{extension}}',
  noDepartment: 'No department',
  headOfDepartment: 'Head of the department',
  asCompany: '{{what}}, as the company',
  clearLanguage: 'As the company',

  view: { title: 'View', list: 'List', structure: 'Structure' },

  list: {
    search: 'Name, title, phone or e-mail',
    department: 'Department',
    allDepartments: 'All departments',
    who: 'Who is shown',
    nobody: 'Nobody found',
    nobodyHere: 'Nobody matches these filters.',
    nobodyFound: 'Try fewer letters or another spelling. A name is found in any script, and with a slip in it.',
    showAll: 'Show everyone',
  },

  who: {
    working: 'Working here',
    invited: 'Not signed in yet',
    guests: 'Guests',
    left: 'Deactivated',
    everyone: 'Everyone',
  },

  field: {
    name: 'Name',
    lastName: 'Last name',
    firstName: 'First name',
    middleName: 'Middle name',
    title: 'Job title',
    departments: 'Departments',
    phone: 'Phone',
    phones: 'Phones',
    email: 'E-mail',
    manager: 'Reports to',
    hiredAt: 'Joined',
    birthday: 'Birthday',
    timeZone: 'Time zone',
    locale: 'Language',
    absence: 'Absence',
  },

  section: {
    contact: 'Contact',
    work: 'Work',
    person: 'Personal',
    line: 'Reporting line',
    history: 'History',
  },

  mark: { guest: 'Guest', invited: 'Invited', invitedShort: 'Invited', left: 'Deactivated' },

  absence: {
    none: 'Present',
    vacation: 'Vacation',
    sick: 'Sick leave',
    trip: 'Business trip',
    other: 'Away',
    lastDay: 'Last day',
    until: {
      vacation: 'On vacation until {{day}}',
      sick: 'On sick leave until {{day}}',
      trip: 'On a business trip until {{day}}',
      other: 'Away until {{day}}',
    },
  },

  clock: { at: '{{time}} · {{city}}', ahead: '{{hours}} ahead of you', behind: '{{hours}} behind you' },

  photo: { change: 'Change the photo' },

  phone: {
    add: 'Add a phone',
    edit: 'Edit phones',
    remove: 'Remove this phone',
    kind: 'Kind of phone',
    number: 'Phone number',
    extension: 'Extension',
    extensionShort: 'Ext.',
    work: 'work',
    mobile: 'mobile',
    home: 'home',
  },

  deactivate: {
    action: 'Deactivate',
    title: 'Deactivate {{name}}?',
    text: 'This person is signed out everywhere and can no longer sign in. Their tasks, comments and history stay.',
    done: '{{name}} can no longer sign in',
  },

  reactivate: {
    action: 'Reactivate',
    title: 'Reactivate {{name}}?',
    text: 'This person can sign in again, with the rights and departments they had.',
    done: '{{name}} can sign in again',
  },

  line: {
    alone: 'Reports to nobody, and nobody reports to them.',
    reports: plural({ one: '{{count}} direct report', other: '{{count}} direct reports' }),
    showAll: plural({ one: 'Show {{count}}', other: 'Show all {{count}}' }),
  },

  history: {
    show: 'Show changes',
    system: 'Atrium',
    becomes: 'becomes',
    created: '<person/> created the profile',
    updated: '<person/> changed the profile',
    photo_set: '<person/> set a new photo',
    activated: '<person/> signed in for the first time',
    deactivated: '<person/> deactivated the account',
    reactivated: '<person/> reactivated the account',
  },

  structure: {
    empty: 'No departments yet',
    emptyText: 'Departments show who works with whom, and decide who sees what.',
    below: 'Departments below {{name}}',
    people: plural({ one: '{{count}} person', other: '{{count}} people' }),
    andBelow: '+{{count}} below',
    nearer: 'Zoom in',
    farther: 'Zoom out',
    fit: 'Show everything',
    foldAll: 'Fold lower levels',
    openAll: 'Unfold all levels',
    tools: 'View of the chart',
  },

  department: {
    one: 'Department',
    new: 'New department',
    name: 'Name',
    parent: 'Part of',
    top: 'Top level',
    head: 'Head',
    noHead: 'No head',
    deputies: 'Deputies',
    leaders: 'Leadership',
    below: 'Departments below',
    addBelow: 'Add a department below',
    actions: 'Actions for {{name}}',
    missing: 'No such department',
    missingText: 'It was deleted, or you may not see it.',
    people: plural({ one: '{{count}} person', other: '{{count}} people' }),
    nobody: 'Nobody belongs to it directly.',
    showInList: 'Show in the list',
    created: '{{name}} was created',
  },

  move: {
    title: 'Move {{name}}',
    to: 'Becomes part of',
    people: plural({ one: '{{count}} person comes along.', other: '{{count}} people come along.' }),
    departments: plural({ one: 'So does {{count}} department below.', other: 'So do {{count}} departments below.' }),
    action: 'Move',
    menu: 'Move to…',
    done: '{{name}} was moved',
  },

  remove: {
    title: 'Delete {{name}}?',
    text: 'Only an empty department can be deleted. This cannot be undone.',
    action: 'Delete',
    menu: 'Delete',
    done: '{{name}} was deleted',
    refused: '{{name}} was not deleted',
  },
};
