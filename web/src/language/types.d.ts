import 'i18next';
import type { messages as common } from '../messages/en';
import type { messages as home } from '../modules/home/messages/en';
import type { messages as notifications } from '../modules/notifications/messages/en';
import type { messages as people } from '../modules/people/messages/en';
import type { messages as settings } from '../modules/settings/messages/en';
import type { messages as tasks } from '../modules/tasks/messages/en';
import type { messages as time } from '../modules/time/messages/en';
import type { Flat } from './plural';

// A module adds its texts here, so that t('…') knows every key.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      common: Flat<typeof common>;
      home: Flat<typeof home>;
      notifications: Flat<typeof notifications>;
      people: Flat<typeof people>;
      settings: Flat<typeof settings>;
      tasks: Flat<typeof tasks>;
      time: Flat<typeof time>;
    };
  }
}
