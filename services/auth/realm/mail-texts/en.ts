import { invitation, type MailTexts } from './language.js';

export const en: MailTexts = {
  inviting: invitation({
    subject: 'Set up your account',
    heading: 'Welcome to {2}',
    explanation: 'An account has been prepared for you. This is left to do before you can sign in: {3}.',
    button: 'Set up my account',
    expiry: 'The link is good for {4}.',
    ignore: 'If you did not expect this mail, you need not do anything.',
  }),
  lacking: {},
};
