import type { Translation } from '../../../language/plural';
import type { messages as english } from './en';

export const messages: Translation<typeof english> = {
  morning: '{{name}} 님, 좋은 아침입니다',
  afternoon: '{{name}} 님, 안녕하세요',
  evening: '{{name}} 님, 좋은 저녁입니다',

  tasks: {
    overdue: '기한 지남',
    today: '오늘까지',
    new: '새로 받은 업무',
    recent: '최근 변경',
    all: '내 업무 전체',
    clear: '오늘까지인 업무가 없습니다',
    clearText: '기한이 지났거나 오늘까지인 업무, 새로 받은 업무가 여기에 표시됩니다.',
    noRecent: '참여하는 업무가 여기에 표시됩니다.',
  },

  unread: {
    title: '읽지 않음',
    none: '모두 읽었습니다.',
    all: '알림 전체',
    system: '시스템',
    taskAssigned: '<who/> 님이 업무를 맡겼습니다',
    mentioned: '<who/> 님이 나를 멘션했습니다',
    taskCommented: '<who/> 님이 댓글을 남겼습니다',
    taskStatus: '<who/> 님이 업무 상태를 바꿨습니다',
    taskChanged: '<who/> 님이 업무를 변경했습니다',
    importFinished: '가져오기가 끝났습니다',
  },
};
