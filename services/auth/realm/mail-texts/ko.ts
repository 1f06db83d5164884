import { invitation, type MailTexts } from './language.js';

/** Keycloak has no Korean words for a span of time, a realm cannot bring them, and {1} is a bare number of minutes. */
const EXPIRES = '이 링크는 일정 시간이 지나면 만료됩니다.';

export const ko: MailTexts = {
  inviting: invitation({
    subject: '계정을 설정해 주세요',
    heading: '{2}에 오신 것을 환영합니다',
    explanation: '회원님의 계정이 준비되었습니다. 로그인하려면 다음을 마쳐 주세요: {3}.',
    button: '계정 설정하기',
    expiry: EXPIRES,
    ignore: '예상하지 못한 메일이라면 아무것도 하지 않으셔도 됩니다.',
  }),
  lacking: {
    emailVerificationSubject: '이메일 주소 확인',
    emailVerificationBody: `이 이메일 주소로 {2} 계정이 만들어졌습니다. 본인이 맞다면 아래 링크를 눌러 이메일 주소를 확인해 주세요.\n\n{0}\n\n${EXPIRES}\n\n본인이 아니라면 이 메일을 무시해 주세요.`,
    emailVerificationBodyHtml: `<p>이 이메일 주소로 {2} 계정이 만들어졌습니다. 본인이 맞다면 아래 링크를 눌러 이메일 주소를 확인해 주세요.</p><p><a href="{0}">이메일 주소 확인하기</a></p><p>${EXPIRES}</p><p>본인이 아니라면 이 메일을 무시해 주세요.</p>`,
    emailUpdateConfirmationSubject: '새 이메일 주소 확인',
    emailUpdateConfirmationBody:
      '{2} 계정의 이메일 주소를 {1}(으)로 바꾸려면 아래 링크를 눌러 주세요.\n\n{0}\n\n변경을 원하지 않으면 이 메일을 무시해 주세요.',
    emailUpdateConfirmationBodyHtml:
      '<p>{2} 계정의 이메일 주소를 {1}(으)로 바꾸려면 아래 링크를 눌러 주세요.</p><p><a href="{0}">이메일 주소 변경하기</a></p><p>변경을 원하지 않으면 이 메일을 무시해 주세요.</p>',
    passwordResetSubject: '비밀번호 재설정',
    passwordResetBody: `{2} 계정의 비밀번호 재설정 요청이 있었습니다. 본인이 요청했다면 아래 링크를 눌러 주세요.\n\n{0}\n\n${EXPIRES}\n\n요청하지 않았다면 이 메일을 무시해 주세요. 아무것도 바뀌지 않습니다.`,
    passwordResetBodyHtml: `<p>{2} 계정의 비밀번호 재설정 요청이 있었습니다. 본인이 요청했다면 아래 링크를 눌러 주세요.</p><p><a href="{0}">비밀번호 재설정하기</a></p><p>${EXPIRES}</p><p>요청하지 않았다면 이 메일을 무시해 주세요. 아무것도 바뀌지 않습니다.</p>`,
    'requiredAction.CONFIGURE_TOTP': 'OTP 설정',
    'requiredAction.TERMS_AND_CONDITIONS': '이용 약관 동의',
    'requiredAction.UPDATE_PASSWORD': '비밀번호 설정',
    'requiredAction.UPDATE_PROFILE': '프로필 작성',
    'requiredAction.VERIFY_EMAIL': '이메일 주소 확인',
    'requiredAction.CONFIGURE_RECOVERY_AUTHN_CODES': '복구 코드 생성',
  },
};
