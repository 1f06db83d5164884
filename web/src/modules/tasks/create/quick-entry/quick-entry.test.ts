import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Now, readEntry } from './quick-entry';

/** A Friday, in the morning. */
const now: Now = { today: '2026-11-27', clock: '10:30', dayEnd: '18:00', monthFirst: false };
const read = (text: string, change: Partial<Now> = {}) => readEntry(text, { ...now, ...change });

describe('a line is understood in three languages', () => {
  test.each([
    ['Call Petrov tomorrow 9:00 @boris !high #sales 20m'],
    ['Call Petrov 20m #sales !urgent @boris by tomorrow at 9am'],
    ['#sales Call Petrov @boris tomorrow at 9 !high 20 min'],
  ])('%s', (text) => {
    expect(read(text)).toEqual({
      title: 'Call Petrov',
      deadline: '2026-11-28 09:00:00',
      who: 'boris',
      priority: 'high',
      tags: ['sales'],
      estimateSeconds: 1_200,
    });
  });

  test.each([
    ['Позвонить Петрову завтра в 9:00 @Борис_Орлов !важно #продажи 20 мин'],
    ['Позвонить Петрову завтра в 9 утра 20м @Борис_Орлов #продажи !срочно'],
    ['Позвонить Петрову к завтра, 9:00 !высокий @Борис_Орлов #продажи 20 минут'],
  ])('%s', (text) => {
    expect(read(text)).toEqual({
      title: 'Позвонить Петрову',
      deadline: '2026-11-28 09:00:00',
      who: 'Борис Орлов',
      priority: 'high',
      tags: ['продажи'],
      estimateSeconds: 1_200,
    });
  });

  test.each([
    ['페트로프에게 전화 내일 오전 9시 @보리스 !높음 #영업 20분'],
    ['페트로프에게 전화 내일 9시까지 @보리스 !긴급 #영업 20 분'],
    ['내일 9:00 페트로프에게 전화 #영업 @보리스 !높음 20분'],
  ])('%s', (text) => {
    expect(read(text)).toEqual({
      title: '페트로프에게 전화',
      deadline: '2026-11-28 09:00:00',
      who: '보리스',
      priority: 'high',
      tags: ['영업'],
      estimateSeconds: 1_200,
    });
  });
});

describe('days and times', () => {
  test.each([
    ['Report today', '2026-11-27 18:00:00'],
    ['Report day after tomorrow', '2026-11-29 18:00:00'],
    ['Report on mon', '2026-11-30 18:00:00'],
    ['Report by friday', '2026-12-04 18:00:00'],
    ['Report next tuesday 5:30pm', '2026-12-01 17:30:00'],
    ['Report in 3 days', '2026-11-30 18:00:00'],
    ['Report in a week', '2026-12-04 18:00:00'],
    ['Report 2027-01-15', '2027-01-15 18:00:00'],
    ['Report Jan 15 12am', '2027-01-15 00:00:00'],
    ['Report 15th january', '2027-01-15 18:00:00'],
    ['Report 9:00', '2026-11-28 09:00:00'],
    ['Report 15:00', '2026-11-27 15:00:00'],
    ['Отчёт послезавтра', '2026-11-29 18:00:00'],
    ['Отчёт до понедельника', '2026-11-30 18:00:00'],
    ['Отчёт в следующую среду', '2026-12-02 18:00:00'],
    ['Отчёт через неделю', '2026-12-04 18:00:00'],
    ['Отчёт через 10 дней', '2026-12-07 18:00:00'],
    ['Отчёт 27 ноября', '2026-11-27 18:00:00'],
    ['Отчёт 26.11', '2027-11-26 18:00:00'],
    ['Отчёт к 1.12.2026 в 8 вечера', '2026-12-01 20:00:00'],
    ['보고서 모레까지', '2026-11-29 18:00:00'],
    ['보고서 월요일까지', '2026-11-30 18:00:00'],
    ['보고서 다음 주 월요일 오후 3시 30분', '2026-11-30 15:30:00'],
    ['보고서 다음주 수요일', '2026-12-02 18:00:00'],
    ['보고서 3일 후', '2026-11-30 18:00:00'],
    ['보고서 일주일 뒤', '2026-12-04 18:00:00'],
    ['보고서 12월 5일 9시 반', '2026-12-05 09:30:00'],
    ['보고서 12월 5일까지 오후 2시에', '2026-12-05 14:00:00'],
  ])('%s', (text, deadline) => {
    expect(read(text)).toMatchObject({ deadline, title: text.split(' ')[0] });
  });

  test('where the month comes first, it does', () => {
    expect(read('Report 12/1', { monthFirst: true }).deadline).toBe('2026-12-01 18:00:00');
    expect(read('Report 12/1').deadline).toBe('2027-01-12 18:00:00');
  });

  test('today, after work has ended, lasts until midnight', () => {
    expect(read('Report today', { clock: '19:00' }).deadline).toBe('2026-11-27 23:59:00');
  });
});

test.each([
  'Sun and moon poster',
  'Поговорить о работе в 9 классе',
  'Buy 20 chairs at 5 shops',
  'Prepare room 31.02 for guests',
  'Fix issue #123 !',
  'Set "due tomorrow 9:00" as the caption',
  'Снять ролик «Увидимся завтра»',
  'Send mail to anna@example.com',
  '회의실 3 예약',
])('nothing is read into: %s', (text) => {
  expect(read(text)).toEqual({
    title: text,
    deadline: undefined,
    who: undefined,
    priority: undefined,
    tags: [],
    estimateSeconds: undefined,
  });
});

test('each thing is understood once; what comes again is a part of the title', () => {
  expect(read('Move the meeting from tomorrow to monday')).toMatchObject({
    title: 'Move the meeting from to monday',
    deadline: '2026-11-28 18:00:00',
  });
});

test('whatever is written, the title keeps words of it in their order, and a deadline is a time that there is', () => {
  const words = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'tomorrow',
      'в',
      '9',
      '9:00',
      'by',
      '내일',
      '30.02',
      '99:99',
      '20m',
      '#a',
      '@b',
      '!high',
      'next',
      '"',
      '다음',
      '주',
      'in',
    ),
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
      const text = parts.join(' ');
      const { title, deadline } = read(text);
      const left = text.split(/\s+/u).filter(Boolean);
      for (const word of title.split(' ').filter(Boolean)) {
        const at = left.indexOf(word);
        expect(at).toBeGreaterThanOrEqual(0);
        left.splice(0, at + 1);
      }
      if (deadline !== undefined) expect(Number.isNaN(Date.parse(`${deadline.replace(' ', 'T')}Z`))).toBe(false);
    }),
  );
});
