/** A file of people as a company might export it, always the same for the same size. */
export type PeopleFile = {
  csv: string;
  /** Lines that fail, by their number in the file. */
  failing: Map<number, string>;
  /** Lines of which something is left out. */
  leftOut: Map<number, string>;
  total: number;
};

type Row = { cells: string[]; fails?: string; leavesOut?: string };

const header = [
  'E-mail',
  'Last name',
  'First name',
  'Middle name',
  'Job title',
  'Department',
  'Manager',
  'Work phone',
  'Mobile',
  'Birthday',
  'Time zone',
];
const column = { email: 0, last: 1, first: 2, manager: 6, phone: 7, birthday: 9, zone: 10 } as const;

const names = {
  ko: {
    last: Array.from('김이박최정강조윤장임'),
    first: ['영희', '민수', '지훈', '서연', '하준', '예은', '도윤', '수아', '현우', '지민'],
  },
  ru: {
    last: ['Орлов', 'Соколов', 'Кузнецов', 'Лебедев', 'Новиков', 'Фёдоров', 'Зайцев', 'Ершов', 'Щукин', 'Жуков'],
    first: ['Анна', 'Борис', 'Дарья', 'Егор', 'Жанна', 'Илья', 'Ксения', 'Пётр', 'Семён', 'Юлия'],
  },
  en: {
    last: ['Smith', 'Doe', 'Baker', 'Clark', 'Évans', 'Foster', "O'Neil", 'Harris', 'Young', 'King'],
    first: ['John', 'Mary', 'Alice', 'Peter', 'Nora', 'Zoë', 'Oscar', 'Paula', 'Simon', 'Wendy'],
  },
} as const;

const areas = ['Sales', 'Marketing', 'Engineering', '영업부', 'Бухгалтерия', 'Support', 'R&D/QA', '인사팀', 'Логистика', 'Legal'];
const zones = ['Asia/Seoul', 'Europe/Moscow', 'Europe/London', ''];

/** What can be wrong with a line, and what is said of it. */
const spoilers: readonly { fails?: string; leavesOut?: string; spoil(cells: string[], others: readonly Row[]): void }[] = [
  { fails: 'BAD_EMAIL', spoil: (cells) => (cells[column.email] = 'not an address') },
  { fails: 'NO_EMAIL_OR_LOGIN', spoil: (cells) => (cells[column.email] = '') },
  { fails: 'NAME_REQUIRED', spoil: (cells) => (cells[column.last] = cells[column.first] = '') },
  {
    fails: 'DUPLICATE_EMAIL',
    spoil: (cells, others) => (cells[column.email] = (others[0]?.cells[column.email] ?? '').toUpperCase()),
  },
  { fails: 'TOO_MANY_CELLS', spoil: (cells) => cells.push('and one more') },
  { fails: 'TOO_LONG', spoil: (cells) => (cells[column.last] = 'Very'.repeat(60)) },
  { leavesOut: 'BAD_PHONE', spoil: (cells) => (cells[column.phone] = 'ask the secretary') },
  { leavesOut: 'BAD_BIRTHDAY', spoil: (cells) => (cells[column.birthday] = '31.02.1990') },
  { leavesOut: 'UNKNOWN_MANAGER', spoil: (cells) => (cells[column.manager] = 'nobody@example.com') },
  { leavesOut: 'UNKNOWN_TIME_ZONE', spoil: (cells) => (cells[column.zone] = 'Moon/Sea of Tranquility') },
];

/** `count` people, of whom `bad` have something wrong; managers stand before and after those who report to them. */
export function peopleFile({
  count,
  bad = 0,
  domain = 'example.com',
}: {
  count: number;
  bad?: number;
  domain?: string;
}): PeopleFile {
  const random = mulberry32(count);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('There is nothing to pick from.');
    return item;
  };
  const email = (index: number) => `person${index}@${domain}`;

  const rows = Array.from({ length: count }, (_, index): Row => {
    const { last, first } = pick(Object.values(names));
    const area = pick(areas);
    const department = random() < 0.5 ? `Company / ${area}` : `Company / ${area} / Team ${1 + Math.floor(random() * 3)}`;
    // The first person directs; everybody else reports to somebody of the first tenth, wherever in the file.
    const manager = index === 0 ? '' : email(Math.floor((index - 1) / 10));
    const phone = pick(['02-312-3456', '+7 495 123-45-67 доб. 105', '+44 20 7946 0958', '']);
    const mobile = `010-${1000 + (index % 9000)}-${1000 + Math.floor(random() * 9000)}`;
    const birthday = `${1955 + Math.floor(random() * 45)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 9)}`;
    const title = index % 97 === 0 ? `Head of ${area},\n"acting"` : `Specialist ${index % 7}`;
    return {
      cells: [email(index), pick(last), pick(first), '', title, department, manager, phone, mobile, birthday, pick(zones)],
    };
  });

  const last = rows[count - 1];
  for (let spoilt = 0; spoilt < bad; spoilt++) {
    const row = rows[Math.floor(((spoilt + 0.5) * count) / bad)];
    const spoiler = spoilers[spoilt % spoilers.length];
    if (!row || !spoiler || row === rows[0] || row === last) throw new Error('The file is too small for so many bad lines.');
    spoiler.spoil(row.cells, rows);
    Object.assign(row, { fails: spoiler.fails, leavesOut: spoiler.leavesOut });
  }
  return written(shuffled(rows, random), count);
}

function written(rows: readonly Row[], total: number): PeopleFile {
  const file: PeopleFile = { csv: `${header.join(',')}\n`, failing: new Map(), leftOut: new Map(), total };
  let line = 2;
  for (const { cells, fails, leavesOut } of rows) {
    if (fails) file.failing.set(line, fails);
    if (leavesOut) file.leftOut.set(line, leavesOut);
    const text = cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
    file.csv += `${text}\n`;
    line += 1 + (text.match(/\n/g)?.length ?? 0);
  }
  return file;
}

/** Managers are often named before they appear. The first row stays first, so that "the first of two counts" is a known one. */
function shuffled(rows: readonly Row[], random: () => number): Row[] {
  const [first, ...rest] = rows;
  for (let index = rest.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    const [one, two] = [rest[index], rest[other]];
    if (one && two) [rest[index], rest[other]] = [two, one];
  }
  return first ? [first, ...rest] : [];
}

/** A small generator of pseudo-random numbers with a seed (Tommy Ettinger, public domain). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
