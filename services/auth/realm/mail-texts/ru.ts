import { invitation, type MailTexts } from './language.js';

export const ru: MailTexts = {
  inviting: invitation({
    subject: 'Настройте учётную запись',
    heading: 'Добро пожаловать в {2}',
    explanation: 'Для вас подготовлена учётная запись. Перед входом осталось: {3}.',
    button: 'Настроить учётную запись',
    expiry: 'Срок действия ссылки (осталось): {4}.',
    ignore: 'Если вы не ждали этого письма, ничего делать не нужно.',
  }),
  lacking: {},
};
