/** Texts of mails by Keycloak's keys, in the notation of Java's MessageFormat: an apostrophe is written twice. */
export type MailTexts = {
  /** The mail that lets a person set up an account. */
  inviting: Readonly<Record<string, string>>;
  /** What Keycloak has no words for in this language. */
  lacking: Readonly<Record<string, string>>;
};

type Invitation = { heading: string; explanation: string; button: string; expiry: string; ignore: string; subject: string };

const FONT = 'font-family:Inter,Segoe UI,Roboto,Apple SD Gothic Neo,Malgun Gothic,Helvetica,Arial,sans-serif';

/** The mail with a link ({0}) to an account of {2}, good for {4}. Tables and inline styles are what mail programs understand. */
export const invitation = ({ subject, heading, explanation, button, expiry, ignore }: Invitation): Record<string, string> => ({
  executeActionsSubject: subject,
  executeActionsBody: [heading, explanation, '{0}', expiry, ignore].join('\n\n'),
  executeActionsBodyHtml: `<table width="100%" cellpadding="0" cellspacing="0" style="background-color:#f6f7f9"><tr><td align="center" style="padding:24px 12px">
<table width="100%" cellpadding="0" cellspacing="0" style="max-width:520px;background-color:#ffffff;border:1px solid #e3e5ea;border-radius:8px;color:#1f2430;font-size:14px;line-height:1.5;${FONT}"><tr><td style="padding:32px">
<p style="margin:0 0 8px;font-size:20px;font-weight:600">${heading}</p>
<p style="margin:0 0 24px">${explanation}</p>
<p style="margin:0 0 24px"><a href="{0}" style="padding:10px 20px;border-radius:8px;background-color:#4f46e5;color:#ffffff;font-weight:600;text-decoration:none">${button}</a></p>
<p style="margin:0;color:#5b6270;font-size:12px">${expiry}<br>${ignore}</p>
</td></tr></table></td></tr></table>`,
});
