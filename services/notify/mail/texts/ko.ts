import type { Texts } from './language.js';

export const ko: Texts = {
  locale: 'ko',
  subject: (count) => `읽지 않은 알림 ${count}개`,
  kinds: {
    task_assigned: '새 업무',
    mentioned: '나를 언급함',
    task_commented: '댓글',
    task_status: '상태',
    task_changed: '변경',
    task_deadline: '기한',
    import_finished: '가져오기 완료',
  },
  statuses: {
    due_soon: '기한 임박',
    overdue: '기한 지남',
    escalated: '팀원 업무 기한 지남',
    started: '진행 중',
    paused: '일시 중지',
    completed: '완료 보고',
    accepted: '승인',
    returned: '재작업 요청',
    reopened: '다시 열림',
    deleted: '삭제',
    restored: '복원',
  },
  more: (count) => `외 ${count}개`,
  open: 'Atrium 열기',
  why: 'Atrium에서 아직 읽지 않은 알림이 있어 이 메일을 보내드립니다.',
  preferences: '알림 설정',
  imported: ({ created, updated, failed }) => `추가 ${created}명, 갱신 ${updated}명, 실패 ${failed}건`,
};
