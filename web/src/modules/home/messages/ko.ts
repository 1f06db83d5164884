import type { Translation } from '../../../language/plural';
import type { messages as english } from './en';

export const messages: Translation<typeof english> = {
  morning: '{{name}} 님, 좋은 아침입니다',
  afternoon: '{{name}} 님, 안녕하세요',
  evening: '{{name}} 님, 좋은 저녁입니다',

  tasks: {
    overdue: '기한 지남',
    today: '오늘까지',
    waiting: '나를 기다리는 업무',
    new: '새로 받은 업무',
    recent: '최근 변경',
    all: '내 업무 전체',
    allWaiting: '대기 업무 전체',
    clear: '오늘까지인 업무가 없습니다',
    clearText: '기한이 지났거나 오늘까지인 업무, 새로 받은 업무가 여기에 표시됩니다.',
    noRecent: '참여하는 업무가 여기에 표시됩니다.',
  },

  unread: {
    title: '읽지 않음',
    none: '모두 읽었습니다.',
    all: '알림 전체',
  },
};
