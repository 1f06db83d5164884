import { expect, test } from 'vitest';
import { Directory } from '../../../kit/directory.js';
import type { Notification } from '../notification.js';
import { digestMail } from './digest-mail.js';

const directory = new Directory();
directory.putCompany({ version: 1, name: 'Han & Söhne', locale: 'ko', timeZone: 'Asia/Seoul', modules: [] });
const person = (
  id: string,
  more: Partial<{ name: string; email: string; active: boolean; locale: string; timeZone: string }> = {},
) =>
  directory.putPerson({
    id,
    version: 1,
    name: id,
    email: `${id}@example.com`,
    departments: [],
    manager: '',
    active: true,
    guest: false,
    locale: '',
    timeZone: '',
    ...more,
  });
person('anna', { name: 'Anna <script>', locale: 'en', timeZone: 'Europe/Berlin' });
person('boris', { name: 'Борис Орлов', locale: 'ru', timeZone: 'Nowhere/Zone' });
person('yuna');
person('gone', { active: false });
person('mute', { email: '' });

const notification = (more: Partial<Notification> = {}): Notification => ({
  _id: 1,
  version: 1,
  changedAt: new Date(),
  recipient: 'boris',
  kind: 'task_commented',
  action: 'commented',
  subjectType: 'task',
  subjectId: '42',
  subjectTitle: 'Q3 <img src=x onerror=alert(1)>',
  actor: 'anna',
  excerpt: '"quotes" & \'ticks\' <b>bold</b>',
  createdAt: new Date('2026-03-01T09:30:00Z'),
  shown: true,
  unread: true,
  ...more,
});

const mail = (recipient: string, unread: Notification[]) =>
  digestMail(recipient, unread, { directory, settings: { publicUrl: 'https://atrium.example.com' } });

test('nothing from outside becomes HTML', () => {
  const { html = '', text = '' } = mail('boris', [notification()]) ?? {};
  expect(html).not.toMatch(/<(script|img|b)\b/);
  expect(html).toContain('&#60;img src=x onerror=alert(1)&#62;');
  expect(html).toContain('Anna &#60;script&#62;');
  expect(html).toContain('&#34;quotes&#34; &#38; &#39;ticks&#39; &#60;b&#62;bold&#60;/b&#62;');
  expect(text).toContain('"quotes" & \'ticks\' <b>bold</b>');
});

test('the mail speaks the language of the person, else of the company, at their clock', () => {
  expect(mail('anna', [notification()])?.text).toContain('Comment · Anna <script> · Mar 1, 2026, 10:30');
  expect(mail('boris', [notification()])?.text).toContain('Комментарий · Anna <script> · 1 мар. 2026 г., 09:30');
  // The word for the half of the day differs between releases of Node.
  expect(mail('yuna', [notification()])?.text).toMatch(/댓글 · Anna <script> · 2026\. 3\. 1\. (오후|PM) 6:30/);
});

test('one notification is named in the subject, several are counted, in the forms of the language', () => {
  const several = (count: number) => Array.from({ length: count }, (_, n) => notification({ _id: n, subjectId: String(n) }));
  expect(mail('anna', [notification({ subjectTitle: 'Line\r\nbreak' })])?.subject).toBe('[Han & Söhne] Comment: Line break');
  expect(mail('anna', several(2))?.subject).toBe('[Han & Söhne] 2 unread notifications');
  expect(mail('boris', several(2))?.subject).toBe('[Han & Söhne] 2 непрочитанных уведомления');
  expect(mail('boris', several(5))?.subject).toBe('[Han & Söhne] 5 непрочитанных уведомлений');
  expect(mail('boris', several(21))?.subject).toBe('[Han & Söhne] 21 непрочитанное уведомление');
  expect(mail('yuna', several(3))?.subject).toBe('[Han & Söhne] 읽지 않은 알림 3개');
});

test('what happened to one thing stands under its title once, with its link', () => {
  const { text = '', html = '' } =
    mail('anna', [
      notification({ subjectTitle: 'Budget' }),
      notification({ _id: 2, subjectTitle: 'Budget', kind: 'task_status', action: 'completed', excerpt: '' }),
    ]) ?? {};
  expect(text.match(/Budget/g)).toHaveLength(1);
  expect(text).toContain('Reported done · Anna <script>');
  expect(html.match(/href="https:\/\/atrium\.example\.com\/tasks\/42"/g)).toHaveLength(1);
});

test('a mail shows thirty notifications and counts the rest', () => {
  const many = Array.from({ length: 40 }, (_, n) =>
    notification({ _id: n, subjectId: String(n), subjectTitle: `Task no. ${n}.` }),
  );
  const { text = '' } = mail('anna', many) ?? {};
  expect(text.match(/Task no\./g)).toHaveLength(30);
  expect(text).toContain('and 10 more');
});

test('nobody is written to who left, has no address, or has read everything', () => {
  for (const recipient of ['gone', 'mute', 'stranger']) expect(mail(recipient, [notification()])).toBeUndefined();
  expect(mail('anna', [])).toBeUndefined();
});
