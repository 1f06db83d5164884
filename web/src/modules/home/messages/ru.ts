import type { Translation } from '../../../language/plural';
import type { messages as english } from './en';

export const messages: Translation<typeof english> = {
  morning: 'Доброе утро, {{name}}',
  afternoon: 'Добрый день, {{name}}',
  evening: 'Добрый вечер, {{name}}',

  tasks: {
    overdue: 'Просрочены',
    today: 'Срок сегодня',
    waiting: 'Ждут вас',
    new: 'Новые для вас',
    recent: 'Недавно изменённые',
    all: 'Все мои задачи',
    allWaiting: 'Все ожидания',
    clear: 'На сегодня сроков нет',
    clearText: 'Здесь появятся просроченные задачи, задачи на сегодня и новые поручения.',
    noRecent: 'Здесь появятся задачи, в которых вы участвуете.',
  },

  unread: {
    title: 'Непрочитанное',
    none: 'Вы всё прочитали.',
    all: 'Все уведомления',
  },
};
