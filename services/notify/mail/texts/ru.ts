import { form, type Texts } from './language.js';

const rules = new Intl.PluralRules('ru');

export const ru: Texts = {
  locale: 'ru',
  subject: (count) =>
    `${count} ${form(rules, count, {
      one: 'непрочитанное уведомление',
      few: 'непрочитанных уведомления',
      other: 'непрочитанных уведомлений',
    })}`,
  kinds: {
    task_assigned: 'Новая задача для вас',
    mentioned: 'Вас упомянули',
    task_commented: 'Комментарий',
    task_status: 'Статус',
    task_changed: 'Изменения',
    task_deadline: 'Срок',
    import_finished: 'Импорт завершён',
  },
  statuses: {
    due_soon: 'Скоро срок',
    overdue: 'Просрочена',
    escalated: 'Просрочка у подчинённого',
    started: 'В работе',
    paused: 'Приостановлена',
    completed: 'Выполнена',
    accepted: 'Принята',
    returned: 'Возвращена в работу',
    reopened: 'Возобновлена',
    deleted: 'Удалена',
    restored: 'Восстановлена',
  },
  more: (count) => `и ещё ${count}`,
  open: 'Открыть Atrium',
  why: 'Вы получили это письмо, потому что ещё не прочитали эти уведомления в Atrium.',
  preferences: 'Настроить уведомления',
  imported: ({ created, updated, failed }) => `Добавлено: ${created}, обновлено: ${updated}, с ошибками: ${failed}`,
};
