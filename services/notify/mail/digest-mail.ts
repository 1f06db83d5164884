import type { Directory } from '../../../kit/directory.js';
import type { Notification } from '../notification.js';
import { type Html, html } from './html.js';
import { clockOf } from './clock.js';
import { textsFor } from './texts.js';
import type { Texts } from './texts/language.js';

/** How many notifications a mail shows. */
const MOST_SHOWN = 30;

export type DigestMail = { to: { name: string; address: string }; subject: string; text: string; html: string };

type Ground = { directory: Pick<Directory, 'person' | 'company'>; settings: { publicUrl: string } };

/** What the mail says of one thing: its title once, then what happened to it. */
type Section = { title: string; url: string; lines: Line[] };
type Line = { label: string; actor: string; at: string; excerpt: string };

/** One person's unread notifications as a mail in their language and time zone; undefined where there is nothing to say or nobody to write to. */
export function digestMail(
  recipient: string,
  unread: readonly Notification[],
  { directory, settings: { publicUrl } }: Ground,
): DigestMail | undefined {
  const person = directory.person(recipient);
  if (unread.length === 0 || !person?.active || !person.email) return undefined;
  const texts = textsFor(recipient, directory);
  const clock = clockOf(texts.locale, person.timeZone || directory.company()?.timeZone);
  const shown = unread.slice(0, MOST_SHOWN);
  const sections = sectionsOf(
    shown,
    (notification) => ({
      label: labelOf(notification, texts),
      actor: directory.person(notification.actor)?.name ?? '',
      at: clock.format(notification.createdAt),
      excerpt: notification.excerpt,
    }),
    publicUrl,
  );
  const parts = { sections, texts, publicUrl, hidden: unread.length - shown.length };
  return {
    to: { name: person.name, address: person.email },
    subject: subjectOf(unread, texts, directory.company()?.name || 'Atrium'),
    text: textOf(parts),
    html: htmlOf(parts).html,
  };
}

function subjectOf(unread: readonly Notification[], texts: Texts, company: string): string {
  const [only] = unread;
  const matter = unread.length === 1 && only ? `${labelOf(only, texts)}: ${only.subjectTitle}` : texts.subject(unread.length);
  return `[${company}] ${matter}`.replace(/\s+/g, ' ').slice(0, 200);
}

const labelOf = ({ kind, action }: Notification, texts: Texts): string =>
  (kind === 'task_status' || kind === 'task_deadline' ? texts.statuses[action] : undefined) ?? texts.kinds[kind];

function sectionsOf(
  notifications: readonly Notification[],
  lineOf: (notification: Notification) => Line,
  publicUrl: string,
): Section[] {
  const sections = new Map<string, Section>();
  for (const notification of notifications) {
    const { subjectType, subjectId, subjectTitle } = notification;
    const url = `${publicUrl}/${pages[subjectType]}/${encodeURIComponent(subjectId)}`;
    const section = sections.get(url) ?? { title: subjectTitle, url, lines: [] };
    section.lines.push(lineOf(notification));
    sections.set(url, section);
  }
  return [...sections.values()];
}

/** Where the web client shows a thing. */
const pages = { task: 'tasks', import: 'company/import' } as const;

type Parts = { sections: Section[]; texts: Texts; publicUrl: string; hidden: number };

function textOf({ sections, texts, publicUrl, hidden }: Parts): string {
  const paragraphs = sections.map(({ title, url, lines }) =>
    [title, ...lines.map((line) => `  ${headOf(line)}${line.excerpt ? `\n    ${line.excerpt}` : ''}`), `  ${url}`].join('\n'),
  );
  const more = hidden > 0 ? [texts.more(hidden)] : [];
  return [
    ...paragraphs,
    ...more,
    `${texts.open}: ${publicUrl}`,
    `-- \n${texts.why}\n${texts.preferences}: ${preferencesUrl(publicUrl)}`,
  ].join('\n\n');
}

const headOf = ({ label, actor, at }: Line): string => [label, actor, at].filter(Boolean).join(' · ');

const preferencesUrl = (publicUrl: string): string => `${publicUrl}/notifications/preferences`;

const FONT = "font-family:Inter,'Segoe UI',Roboto,'Apple SD Gothic Neo','Malgun Gothic',Helvetica,Arial,sans-serif";

/** Tables and inline styles: what mail programs understand. */
function htmlOf({ sections, texts, publicUrl, hidden }: Parts): Html {
  return html`<!doctype html>
<html lang="${texts.locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>
<body style="margin:0;background:#f6f7f9">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border:1px solid #e3e5ea;border-radius:8px;color:#1f2430;font-size:14px;line-height:1.5;${{ html: FONT }}">
${sections.map(sectionHtml)}
${hidden > 0 ? html`<tr><td style="padding:16px 24px 0;color:#5b6270">${texts.more(hidden)}</td></tr>` : ''}
<tr><td style="padding:24px"><a href="${publicUrl}" style="display:inline-block;padding:8px 16px;border-radius:8px;background:#4f46e5;color:#ffffff;font-weight:600;text-decoration:none">${texts.open}</a></td></tr>
</table>
<p style="max-width:600px;margin:16px 0 0;color:#5b6270;font-size:12px;line-height:1.5;${{ html: FONT }}">${texts.why}<br><a href="${preferencesUrl(publicUrl)}" style="color:#5b6270">${texts.preferences}</a></p>
</td></tr></table>
</body>
</html>`;
}

const sectionHtml = ({ title, url, lines }: Section): Html => html`<tr><td style="padding:20px 24px 0">
<a href="${url}" style="color:#1f2430;font-size:16px;font-weight:600;text-decoration:none">${title}</a>
${lines.map(lineHtml)}
</td></tr>`;

const lineHtml = ({ label, actor, at, excerpt }: Line): Html => html`<div style="margin-top:8px">
<span style="color:#4f46e5;font-weight:600">${label}</span>
<span style="color:#5b6270">${[actor, at].filter(Boolean).join(' · ')}</span>
${excerpt ? html`<div style="margin-top:2px;padding-left:12px;border-left:2px solid #e3e5ea">${excerpt}</div>` : ''}
</div>`;
