import type { Translation } from '../../../language/plural';
import type { messages as english } from './en';

export const messages: Translation<typeof english> = {
  morning: '{{name}} 님, 좋은 아침입니다',
  afternoon: '{{name}} 님, 안녕하세요',
  evening: '{{name}} 님, 좋은 저녁입니다',
};
