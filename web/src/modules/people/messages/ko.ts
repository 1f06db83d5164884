import { plural, type Translation } from '../../../language/plural';
import type { messages as english } from './en';

export const messages: Translation<typeof english> = {
  title: '구성원',
  profile: '프로필',
  invite: '초대',
  add: '추가',
  nothing: '없음',
  notChanged: '변경하지 못했습니다',
  moreActions: '더 보기',
  call: '{{name}} 님에게 전화',
  extension: '내선 {{extension}}',
  noDepartment: '소속 없음',
  headOfDepartment: '부서장',
  asCompany: '{{what}} (회사 설정)',
  clearLanguage: '회사 설정 사용',

  view: { title: '보기', list: '목록', structure: '조직도' },

  list: {
    search: '이름, 직책, 전화번호, 이메일',
    department: '부서',
    allDepartments: '모든 부서',
    who: '표시할 사람',
    nobody: '찾는 사람이 없습니다',
    nobodyHere: '조건에 맞는 사람이 없습니다.',
    nobodyFound: '글자를 줄이거나 다르게 써 보세요. 다른 문자로 쓰거나 조금 틀리게 써도 찾을 수 있습니다.',
    showAll: '모두 보기',
  },

  who: {
    working: '재직 중',
    invited: '아직 로그인하지 않음',
    guests: '게스트',
    left: '비활성',
    everyone: '모두',
  },

  field: {
    name: '이름',
    lastName: '성',
    firstName: '이름',
    middleName: '중간 이름',
    title: '직책',
    departments: '부서',
    phone: '전화',
    phones: '전화',
    email: '이메일',
    manager: '직속 상사',
    hiredAt: '입사일',
    birthday: '생일',
    timeZone: '시간대',
    locale: '언어',
    absence: '부재',
  },

  section: {
    contact: '연락처',
    work: '업무',
    person: '개인 정보',
    line: '보고 체계',
    history: '변경 이력',
  },

  mark: { guest: '게스트', invited: '초대됨', invitedShort: '초대됨', left: '비활성' },

  absence: {
    none: '근무 중',
    vacation: '휴가',
    sick: '병가',
    trip: '출장',
    other: '부재중',
    lastDay: '마지막 날',
    until: {
      vacation: '{{day}}까지 휴가',
      sick: '{{day}}까지 병가',
      trip: '{{day}}까지 출장',
      other: '{{day}}까지 부재',
    },
  },

  clock: { at: '{{time}} · {{city}}', ahead: '내 시간보다 {{hours}} 빠름', behind: '내 시간보다 {{hours}} 느림' },

  photo: { change: '사진 바꾸기' },

  phone: {
    add: '전화번호 추가',
    edit: '전화번호 수정',
    remove: '이 번호 삭제',
    kind: '전화 종류',
    number: '전화번호',
    extension: '내선 번호',
    extensionShort: '내선',
    work: '회사',
    mobile: '휴대폰',
    home: '집',
  },

  deactivate: {
    action: '비활성화',
    title: '{{name}} 님을 비활성화할까요?',
    text: '모든 기기에서 로그아웃되고 더 이상 로그인할 수 없습니다. 업무와 댓글, 이력은 그대로 남습니다.',
    done: '{{name}} 님은 이제 로그인할 수 없습니다',
  },

  reactivate: {
    action: '다시 활성화',
    title: '{{name}} 님을 다시 활성화할까요?',
    text: '이전 권한과 소속 부서 그대로 다시 로그인할 수 있습니다.',
    done: '{{name}} 님이 다시 로그인할 수 있습니다',
  },

  line: {
    alone: '보고 대상도, 보고하는 사람도 없습니다.',
    reports: plural({ other: '직속 {{count}}명' }),
    showAll: plural({ other: '{{count}}명 모두 보기' }),
  },

  history: {
    show: '변경 이력 보기',
    system: 'Atrium',
    becomes: '변경 후',
    created: '<person/> 님이 프로필을 만들었습니다',
    updated: '<person/> 님이 프로필을 변경했습니다',
    photo_set: '<person/> 님이 사진을 바꾸었습니다',
    activated: '<person/> 님이 처음 로그인했습니다',
    deactivated: '<person/> 님이 계정을 비활성화했습니다',
    reactivated: '<person/> 님이 계정을 다시 활성화했습니다',
  },

  structure: {
    empty: '아직 부서가 없습니다',
    emptyText: '부서는 누가 함께 일하는지 보여 주고, 누가 무엇을 볼 수 있는지 정합니다.',
    below: '{{name}}의 하위 부서',
    people: plural({ other: '{{count}}명' }),
    andBelow: '하위 +{{count}}',
    nearer: '확대',
    farther: '축소',
    fit: '전체 보기',
    foldAll: '하위 단계 접기',
    openAll: '모든 단계 펼치기',
    tools: '조직도 보기 도구',
  },

  department: {
    one: '부서',
    new: '새 부서',
    name: '이름',
    parent: '상위 부서',
    top: '최상위',
    head: '부서장',
    noHead: '부서장 없음',
    deputies: '부서장 대행',
    leaders: '책임자',
    below: '하위 부서',
    addBelow: '하위 부서 추가',
    actions: '{{name}} 작업',
    missing: '부서를 찾을 수 없습니다',
    missingText: '삭제되었거나 볼 권한이 없습니다.',
    people: plural({ other: '{{count}}명' }),
    nobody: '직접 소속된 사람이 없습니다.',
    showInList: '목록에서 보기',
    created: '{{name}} 부서를 만들었습니다',
  },

  move: {
    title: '{{name}} 옮기기',
    to: '새 상위 부서',
    people: plural({ other: '{{count}}명이 함께 옮겨집니다.' }),
    departments: plural({ other: '하위 부서 {{count}}개도 함께 옮겨집니다.' }),
    action: '옮기기',
    menu: '옮기기…',
    done: '{{name}} 부서를 옮겼습니다',
  },

  remove: {
    title: '{{name}} 부서를 삭제할까요?',
    text: '비어 있는 부서만 삭제할 수 있으며, 되돌릴 수 없습니다.',
    action: '삭제',
    menu: '삭제',
    done: '{{name}} 부서를 삭제했습니다',
    refused: '{{name}} 부서를 삭제하지 못했습니다',
  },
};
