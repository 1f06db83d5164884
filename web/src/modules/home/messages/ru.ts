import type { Translation } from '../../../language/plural';
import type { messages as english } from './en';

export const messages: Translation<typeof english> = {
  morning: 'Доброе утро, {{name}}',
  afternoon: 'Добрый день, {{name}}',
  evening: 'Добрый вечер, {{name}}',
};
