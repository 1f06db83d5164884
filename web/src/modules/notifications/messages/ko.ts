import type { Translation } from '../../../language/plural';
import type { messages as english } from './en';

export const messages: Translation<typeof english> = {
  title: '알림',
  shown: '표시할 알림',
  unread: '읽지 않음:',
  untitled: '제목 없음',
  markRead: '읽음으로 표시',
  readAll: '모두 읽음으로 표시',
  openAll: '모든 알림 보기',
  allRead: '모두 읽었습니다',
  allReadText: '업무에 변화가 생기면 바로 여기에 나타납니다.',
  nothing: '아직 알림이 없습니다',
  nothingText: '업무의 변화와 나를 언급한 내용이 여기에 표시됩니다.',

  tab: { unread: '읽지 않음', all: '전체' },

  happened: {
    assigned: '<person/> 님이 업무를 맡겼습니다',
    mentioned: '<person/> 님이 나를 언급했습니다',
    commented: '<person/> 님이 댓글을 남겼습니다',
    imported: '가져오기가 끝났습니다',
    started: '<person/> 님이 시작했습니다',
    paused: '<person/> 님이 일시 중지했습니다',
    completed: '<person/> 님이 완료했습니다',
    accepted: '<person/> 님이 결과를 승인했습니다',
    returned: '<person/> 님이 보완을 요청했습니다',
    reopened: '<person/> 님이 다시 열었습니다',
    deleted: '<person/> 님이 삭제했습니다',
    restored: '<person/> 님이 복원했습니다',
    created: '<person/> 님이 만들고 나를 포함했습니다',
    delegated: '<person/> 님이 다른 사람에게 넘겼습니다',
    updated: '<person/> 님이 변경했습니다',
  },

  preferences: {
    title: '알림 설정',
    text: '한동안 여기서 읽지 않은 알림은 모아서 메일로 보냅니다. 이미 읽은 알림은 메일로 보내지 않습니다.',
    what: '알림 종류',
    web: '여기서',
    mail: '메일로',
    kind: {
      KIND_TASK_ASSIGNED: { title: '새 업무', text: '누군가 업무를 맡기거나 도움을 요청할 때.' },
      KIND_MENTIONED: { title: '언급', text: '누군가 나를 지목해 글을 쓸 때.' },
      KIND_TASK_COMMENTED: { title: '댓글', text: '내가 참여하는 업무에 댓글이 달릴 때.' },
      KIND_TASK_STATUS: { title: '진행 상황', text: '업무가 시작, 완료, 승인되거나 되돌아올 때.' },
      KIND_TASK_CHANGED: { title: '변경', text: '기한, 참여자, 설명이 바뀔 때.' },
      KIND_IMPORT_FINISHED: { title: '가져오기', text: '내가 시작한 가져오기가 끝났을 때.' },
    },
  },
};
