import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matches } from '../filter/matches.testing.js';
import { nameFilter, nameTokens, rankNames } from './names.js';

const people = [
  ...['Анна Петрова', 'Борис Щербаков', 'Дарья Чайковская', 'Юна Ким', 'Сергей Достоевский', 'Екатерина Королёва'],
  ...['Наталья Соловьёва', 'Пётр Хрущёв', 'Юлия Жукова', 'Игорь Ёлкин', 'Андрей Быков', 'Ким Ён Хи', 'Цой Виктор'],
  ...['Ли Мин Су', 'Фёдор Гвоздев', 'Вера Зайцева', 'Мария Лебедева', 'Вячеслав Ершов', 'Инна Ан'],
  ...['Chen Wei', 'Zhang Xiaoming', 'Daria Volkova', 'Yuna Park', 'Boris Becker', 'Kim Yeong-hui', 'Younghee Lee'],
  ...['Hyun-woo Jung', 'Seung-min Choi', 'Michael O’Brien', 'Alexandr Shcherbakov', 'Bella Thorne', 'José Müller', 'Julia Weber'],
  ...[
    '김영희',
    '박지훈',
    '이민수',
    '최승민',
    '정현우',
    '남궁민수',
    '안나 페트로바',
    '보리스 셰르바코프',
    '김유나',
    '다리아 볼코바',
  ],
  ...['첸 웨이', '이 영희', '임수진', '황은지', '王伟'],
];
const stored = people.map((name) => ({ name, tokens: nameTokens(name) }));

/** As a service would: what the index brings, compared in memory; misspelt names where nothing else is found. */
function find(q: string): string[] {
  for (const reach of ['sure', 'near'] as const) {
    const filter = nameFilter(q, 'tokens', reach);
    const found = rankNames(
      q,
      stored.filter((one) => matches(filter, one)),
    );
    if (found.length > 0) return found.map((one) => one.name);
  }
  return [];
}

const anna = ['Анна Петрова', '안나 페트로바'];
const boris = ['Борис Щербаков', 'Boris Becker', '보리스 셰르바코프'];
const shcherbakov = ['Борис Щербаков', 'Alexandr Shcherbakov', '보리스 셰르바코프'];
const yuna = ['Юна Ким', 'Yuna Park', '김유나'];
const daria = ['Дарья Чайковская', 'Daria Volkova', '다리아 볼코바'];
const chen = ['Chen Wei', '첸 웨이'];
const kimYeongHui = ['Ким Ён Хи', 'Kim Yeong-hui', '김영희'];
const leeYeongHui = ['Younghee Lee', '이 영희'];
const leeMinSu = ['Ли Мин Су', '이민수'];
const jeongHyeonU = ['Hyun-woo Jung', '정현우'];
const choeSeungMin = ['Seung-min Choi', '최승민'];
const yulia = ['Юлия Жукова', 'Julia Weber'];

describe('a name is found in every script and spelling', () => {
  test.each<[string[], string[]]>([
    [
      anna,
      ['Анна Петрова', 'Петрова Анна', 'Anna Petrova', 'Petrova, Anna', '안나 페트로바', '페트로바 안나', '안나페트로바', 'ANNA'],
    ],
    [boris, ['Борис', 'Boris', '보리스', 'boris', 'БОРИС']],
    [shcherbakov, ['Щербаков', 'Shcherbakov', 'Scherbakov', 'Schtscherbakow', '셰르바코프']],
    [
      ['Борис Щербаков', '보리스 셰르바코프'],
      ['Щербаков Борис', 'Boris Shcherbakov', '보리스 셰르바코프'],
    ],
    [yuna, ['Юна', 'Yuna', 'Iuna', '유나']],
    [daria, ['Дарья', 'Дария', 'Daria', 'Darya', '다리아']],
    [chen, ['Чен', 'Чэнь', 'Chen', 'Чэнь Вэй', 'Chen Wei', 'Wei Chen', '첸', '첸 웨이']],
    [
      kimYeongHui,
      [
        'Ким Ён Хи',
        'Ким Ёнхи',
        'Ким Ен Хи',
        'Kim Yeong-hui',
        'Kim Young Hee',
        'Younghee Kim',
        'Gim Yeonghui',
        '김영희',
        '김 영희',
        '영희 김',
      ],
    ],
    [leeYeongHui, ['이영희', '이 영희', 'Lee Younghee', 'Yi Yeong-hui', 'Rhee Young Hee', 'Ли Ён Хи', 'Ли Ёнхи']],
    [leeMinSu, ['이민수', 'Lee Minsu', 'Minsoo Lee', 'Ли Мин Су', 'Ли Минсу']],
    [['박지훈'], ['박지훈', 'Park Ji-hoon', 'Pak Chi Hun', 'Bak Jihun', 'Пак Чи Хун', 'Пак Чжихун']],
    [jeongHyeonU, ['정현우', 'Jeong Hyeonu', 'Hyun-woo Jung', 'Chung Hyunwoo', 'Чон Хёну', 'Чон Хён У']],
    [choeSeungMin, ['최승민', 'Choe Seungmin', 'Seung-min Choi', 'Choi Sung Min', 'Цой Сынмин', 'Чхве Сын Мин']],
    [['남궁민수'], ['남궁민수', 'Namgung Minsu', 'Minsoo Namgoong', 'Намгун Мин Су']],
    [['임수진'], ['임수진', '림수진', 'Lim Sujin', 'Im Su-jin', 'Лим Су Джин', 'Им Су Чжин']],
    [['황은지'], ['황은지', 'Hwang Eunji', 'Hwang Un-ji', 'Хван Ын Чжи']],
    [['Дарья Чайковская'], ['Чайковская', 'Tchaikovskaya', 'Chaykovskaya', 'Chaikovskaia', '차이콥스카야']],
    [['Сергей Достоевский'], ['Достоевский', 'Dostoevsky', 'Dostoyevskiy', 'Dostoevskii', '도스토옙스키']],
    [['Екатерина Королёва'], ['Екатерина', 'Ekaterina Koroleva', 'Yekaterina Korolyova', '예카테리나', 'Королева']],
    [['Наталья Соловьёва'], ['Наталия', 'Natalya Solovyova', 'Natalia', '나탈리야', '나탈리아 솔로비요바']],
    [yulia, ['Юлия', 'Yulia', 'Yuliya', 'Iuliia', 'Julia', '율리아', '율리야']],
    [['Сергей Достоевский'], ['Сергей', 'Sergey', 'Sergei', 'Sergej', '세르게이']],
    [['Фёдор Гвоздев'], ['Федор', 'Fyodor', 'Fedor', 'Fjodor', '표도르']],
    [['Игорь Ёлкин'], ['Ёлкин', 'Елкин', 'Yolkin', 'Elkin', '이고르', 'Igor']],
    [['Пётр Хрущёв'], ['Хрущев', 'Khrushchev', 'Khrushchyov', 'Pyotr Khrushchev']],
    [['Вячеслав Ершов'], ['Vyacheslav', 'Viacheslav Ershov', '뱌체슬라프']],
    [['Андрей Быков'], ['Андрей', 'Andrei', 'Andrey Bykov', '안드레이 비코프']],
    [['Zhang Xiaoming'], ['Zhang', 'Чжан', 'Чжан Сяомин', '장 샤오밍']],
    [['José Müller'], ['Jose Muller', 'josé müller', 'Хосе Мюллер']],
    [['Michael O’Brien'], ["O'Brien", 'OBrien', 'о’брайен'.slice(0, 3)]],
    [['王伟'], ['王伟', '王']],
  ])('%j', (names, queries) => {
    expect(queries.map((q) => [q, find(q).toSorted()])).toEqual(queries.map((q) => [q, names.toSorted()]));
  });
});

test('a whole name is asked for without all that begins like it', () => {
  const ask = (q: string) => people.filter((name) => matches(nameFilter(q, 'tokens', 'whole'), { tokens: nameTokens(name) }));
  expect(ask('Ан')).toEqual(['Инна Ан', '안나 페트로바']);
  expect(ask('Щерб')).toEqual([]);
  expect(ask('Щербакову')).toEqual(shcherbakov);
});

test('what is written in the script of the query comes first', () => {
  expect(find('Борис')[0]).toBe('Борис Щербаков');
  expect(find('Boris')[0]).toBe('Boris Becker');
  expect(find('보리스')[0]).toBe('보리스 셰르바코프');
});

describe('a name is found by its beginning', () => {
  test.each([
    ['Щерб', shcherbakov],
    ['Shcher', shcherbakov],
    ['셰르바', shcherbakov],
    ['Анна Пет', anna],
    ['Anna Pe', anna],
    ['김ㅇ', ['Kim Yeong-hui', 'Ким Ён Хи', 'Юна Ким', '김영희', '김유나']],
    ['Kim Yeo', kimYeongHui],
    ['Достое', ['Сергей Достоевский']],
  ])('%s', (q, names) => {
    expect(find(q).toSorted()).toEqual(names.toSorted());
  });
});

describe('a name is found in another case', () => {
  test.each([
    ['Анны Петровой', anna],
    ['Анне Петровой', anna],
    ['Петрову', anna],
    ['Бориса Щербакова', ['Борис Щербаков', '보리스 셰르바코프']],
    ['Щербакову', shcherbakov],
    ['Щербаковым', shcherbakov],
    ['Дарьи', daria],
    ['Дарьей Чайковской', ['Дарья Чайковская']],
    ['Сергея Достоевского', ['Сергей Достоевский']],
    ['Достоевским', ['Сергей Достоевский']],
    ['Игорем', ['Игорь Ёлкин']],
    ['Андрею', ['Андрей Быков']],
    ['Юлии Жуковой', ['Юлия Жукова']],
    ['Марией', ['Мария Лебедева']],
    ['Юны', yuna],
  ])('%s', (q, names) => {
    expect(find(q).toSorted()).toEqual(names.toSorted());
  });
});

describe('a name is found on another keyboard layout', () => {
  test.each([
    ['fyyf', anna],
    ['Fyyf Gtnhjdf', anna],
    [',jhbc', boris],
    ['<jhbc', boris],
    ['Xfqrjdcrfz', ['Дарья Чайковская']],
    ['фттф', anna],
    ['Ищкшы', boris],
    ['dkssk', anna],
    ['Dkssk', anna],
    ['rladudgml', kimYeongHui],
    ['qkrwlgns', ['박지훈']],
    ['뮤ㅡ', []],
    ['ㅠㅐ갼', boris],
    ['무ㅜㅁ', anna],
    ['ckdlzhqtmzkdi', ['Дарья Чайковская']],
    ['фыв', []],
  ])('%s', (q, names) => {
    expect(find(q).toSorted()).toEqual(names.toSorted());
  });
});

describe('a misspelt name is found', () => {
  test.each([
    ['김영히', '김영희'],
    ['김연희', '김영희'],
    ['김명희', '김영희'],
    ['김엉희', '김영희'],
    ['바지훈', '박지훈'],
    ['최슴민', '최승민'],
    ['보리쓰', '보리스 셰르바코프'],
    ['Щебраков', 'Борис Щербаков'],
    ['Щербков', 'Борис Щербаков'],
    ['Щербакоф', 'Борис Щербаков'],
    ['Чайковскоя', 'Дарья Чайковская'],
    ['Дастоевский', 'Сергей Достоевский'],
    ['Ектерина', 'Екатерина Королёва'],
    ['Sherbakov', 'Alexandr Shcherbakov'],
    ['Alexnadr', 'Alexandr Shcherbakov'],
    ['Volkva', 'Daria Volkova'],
    ['Kim Yong-hui', 'Kim Yeong-hui'],
    ['Kim Yeong-hiu', 'Kim Yeong-hui'],
    ['Beckre', 'Boris Becker'],
    ['Dostoyefsky', 'Сергей Достоевский'],
  ])('%s for %s', (q, name) => {
    expect(find(q)).toContain(name);
    expect(find(q).length).toBeLessThanOrEqual(3);
  });
});

describe('other names are not found', () => {
  test.each([
    ['Вера', ['Bella Thorne', '최승민']],
    ['이영희', ['김영희', 'Ким Ён Хи', 'Kim Yeong-hui']],
    ['박영희', ['김영희', '이 영희']],
    ['김민수', ['이민수', '김영희', '남궁민수']],
    ['Анна', ['Инна Ан', 'Юна Ким']],
    ['Анной', ['Инна Ан']],
    ['Ан', ['Дарья Чайковская', 'Сергей Достоевский', '황은지']],
    ['Инна', ['Анна Петрова', 'Юна Ким']],
    ['Петров Борис', people],
    ['Иванов', people],
    ['Smith', people],
    ['Dora', people],
    ['강호동', people],
    ['Чайковский Борис', people],
    ['Kim Boris', people],
    ['李', people],
  ])('%s', (q, others) => {
    const found = find(q);
    expect(others.filter((name) => found.includes(name))).toEqual([]);
  });
});

test('a query without words finds everybody, in the order given', () => {
  for (const q of ['', ' ', '…']) {
    expect(nameFilter(q, 'tokens', 'sure')).toEqual({});
    expect(rankNames(q, stored)).toEqual(stored);
  }
});

const letters = fc.constantFrom(...Array.from('aeiouyhkgscztjwxqnmrlpbвабеёийоуыэюяжшщчцхкнмлртпьъ가영희준은혁뷁최金-’ '));
const anyName = fc.string({ unit: letters, minLength: 1, maxLength: 40 });

test('no name has more than 60 tokens, and every name with a letter is found by itself', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const tokens = nameTokens(name);
      expect(tokens.length).toBeLessThanOrEqual(60);
      expect(matches(nameFilter(name, 'tokens', 'sure'), { tokens })).toBe(true);
      expect(rankNames(name, [{ name }])).toHaveLength(1);
    }),
    { numRuns: 500 },
  );
});

test('an endless name costs no more than a long one', () => {
  for (const name of ['я'.repeat(100_000), 'Anna '.repeat(20_000), '김'.repeat(100_000)]) {
    const tokens = nameTokens(name);
    expect(tokens.length).toBeLessThanOrEqual(60);
    expect(Math.max(...tokens.map((token) => token.length))).toBeLessThanOrEqual(200);
    expect(rankNames(name, [{ name }])).toHaveLength(1);
  }
});

test('any text at all can be stored and asked for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      expect(nameTokens(text).length).toBeLessThanOrEqual(60);
      expect(rankNames(text, [{ name: text }])).toHaveLength(1);
      nameFilter(text, 'tokens', 'near');
    }),
    { numRuns: 300 },
  );
});
