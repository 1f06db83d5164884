import type { Translation } from '../../../language/plural';
import type { messages as english } from './en';

export const messages: Translation<typeof english> = {
  title: 'Уведомления',
  shown: 'Какие уведомления показать',
  unread: 'Не прочитано:',
  untitled: 'Без названия',
  markRead: 'Отметить прочитанным',
  readAll: 'Прочитать все',
  openAll: 'Все уведомления',
  allRead: 'Всё прочитано',
  allReadText: 'Новости о ваших задачах появятся здесь сразу.',
  nothing: 'Уведомлений пока нет',
  nothingText: 'Здесь будет видно, что происходит с вашими задачами и кто вас упоминает.',

  tab: { unread: 'Непрочитанные', all: 'Все' },

  happened: {
    assigned: '<person/> · новая задача для вас',
    mentioned: '<person/> · вас упомянули',
    commented: '<person/> · новый комментарий',
    imported: 'Загрузка завершена',
    started: '<person/> · работа начата',
    paused: '<person/> · работа приостановлена',
    completed: '<person/> · задача выполнена',
    accepted: '<person/> · результат принят',
    returned: '<person/> · возврат на доработку',
    reopened: '<person/> · задача снова открыта',
    deleted: '<person/> · задача удалена',
    restored: '<person/> · задача восстановлена',
    created: '<person/> · новая задача с вашим участием',
    delegated: '<person/> · задача передана',
    updated: '<person/> · задача изменена',
  },

  preferences: {
    title: 'О чём уведомлять',
    text: 'В письмо попадает то, что вы какое-то время не читаете здесь; о прочитанном писем не будет.',
    what: 'Событие',
    web: 'Здесь',
    mail: 'Почтой',
    kind: {
      KIND_TASK_ASSIGNED: { title: 'Новые задачи для вас', text: 'Вам поручили задачу или попросили помочь.' },
      KIND_MENTIONED: { title: 'Упоминания', text: 'К вам обратились по имени.' },
      KIND_TASK_COMMENTED: { title: 'Комментарии', text: 'К задачам, в которых вы участвуете.' },
      KIND_TASK_STATUS: { title: 'Ход работы', text: 'Задачу начали, выполнили, приняли или вернули.' },
      KIND_TASK_CHANGED: { title: 'Изменения', text: 'Сроков, участников и описаний.' },
      KIND_IMPORT_FINISHED: { title: 'Загрузки', text: 'Запущенная вами загрузка завершилась.' },
    },
  },
};
