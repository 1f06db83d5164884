import nodemailer from 'nodemailer';
import { z } from 'zod';
import type { Module } from '../../kit/lifecycle.js';
import type { Settings } from '../../kit/settings.js';

type Mail = { messageId: string; to: { name: string; address: string }; subject: string; text: string; html: string };

/** What became of a mail: sent; refused for good, e.g. an address that does not exist; or to be tried later, e.g. a full mailbox. */
type Outcome = 'sent' | 'refused' | 'later';

export type Mailer = Module & {
  /** Throws where the mail server is away, or lets us send nothing at all. */
  send(mail: Mail): Promise<Outcome>;
};

/** Mails by the company's own server, over a few connections that are kept. */
export function mailer({ smtpUrl, mailFrom, publicUrl }: Settings): Mailer {
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 4,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = new URL(publicUrl).hostname;

  return {
    name: 'mail',
    async send({ messageId, ...mail }) {
      try {
        await transport.sendMail({
          ...mail,
          from: mailFrom,
          messageId: `<${messageId}@${domain}>`,
          // RFC 3834: nobody's absence note should answer it.
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return 'sent';
      } catch (error) {
        return refusalOf(error);
      }
    },
    stop: () => transport.close(),
  };
}

/** What the server said of this one mail (RFC 5321, 4.2.1: 4yz may pass later, 5yz will not). What it said of us, or nothing, is thrown. */
function refusalOf(error: unknown): Outcome {
  const { code, responseCode } = smtpError.parse(error);
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') throw error;
  return responseCode < 500 ? 'later' : 'refused';
}

const smtpError = z.object({ code: z.string(), responseCode: z.number() }).catch({ code: '', responseCode: 0 });
