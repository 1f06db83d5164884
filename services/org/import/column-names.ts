export type PersonField =
  | 'login'
  | 'email'
  | 'last_name'
  | 'first_name'
  | 'middle_name'
  | 'full_name'
  | 'title'
  | 'department'
  | 'manager'
  | 'phone'
  | 'mobile_phone'
  | 'birthday'
  | 'hired_at'
  | 'time_zone'
  | 'locale';

/**
 * Header names as lower-case letters and digits only, the one to prefer first. They are those of Bitrix24 (field codes of
 * its user import, and its list of employees), of Outlook and of Google Contacts, and what people write by hand in English,
 * Russian and Korean.
 * https://training.bitrix24.com/support/training/course/?COURSE_ID=26&LESSON_ID=1418
 * https://support.microsoft.com/office/create-or-edit-csv-files-to-import-into-outlook-4518d70d-8fe9-46ad-94fa-1494247193c7
 */
export const columnNames: readonly (readonly [PersonField, string])[] = [
  [
    'login',
    `login username samaccountname userprincipalname loginname userid
    логин имяпользователя учетнаязапись
    로그인 로그인아이디 아이디 사용자이름 계정 사용자id`,
  ],
  [
    'email',
    `email emailaddress emailaddresses workemail businessemail corporateemail mail email2address email3address
    электроннаяпочта адресэлпочты адресэлектроннойпочты элпочта почта рабочийemail рабочаяпочта корпоративнаяпочта адрес2элпочты
    адрес3элпочты
    이메일 이메일주소 전자메일주소 전자메일 전자우편 메일 메일주소 회사이메일 전자메일2주소 전자메일3주소`,
  ],
  ['last_name', `lastname surname familyname фамилия 성 성씨`],
  ['first_name', `firstname givenname forename`],
  ['middle_name', `middlename secondname additionalname patronymic отчество второеимя 중간이름`],
  [
    'full_name',
    `fullname displayname employee employeename person фио фамилияимяотчество фамилияиимя полноеимя сотрудник
    성명 전체이름 표시이름 직원명 사원명`,
  ],
  ['title', `jobtitle position workposition jobposition organizationtitle organization1title должность 직함 직위 직책 직급 직무`],
  [
    'department',
    `department departments ufdepartment workdepartment departmentname organizationdepartment organization1department
    orgunit отдел подразделение подразделения департамент структурноеподразделение 부서 부서명 소속 소속부서`,
  ],
  [
    'manager',
    `manager managersname managername manageremail managerlogin supervisor reportsto linemanager immediatesupervisor
    руководитель имяруководителя непосредственныйруководитель emailруководителя начальник
    관리자 관리자이름 상사 상급자 매니저 직속상사`,
  ],
  [
    'phone',
    `workphone businessphone officephone phone phonenumber telephone telephonenumber tel primaryphone businessphone2
    companymainphone рабочийтелефон телефонрабочий телефон телефонраб2 основнойтелефон номертелефона
    회사전화 회사전화번호 근무처전화 근무지전화 사무실전화 사무실전화번호 직장전화 전화 전화번호 연락처 대표전화 근무처전화2 근무지전화2`,
  ],
  [
    'mobile_phone',
    `mobilephone mobile personalmobile mobilenumber mobilephonenumber cellphone cell cellphonenumber
    мобильныйтелефон мобильный телефонмобильный телефонпереносной сотовыйтелефон сотовый мобтелефон мобильныйномер
    휴대폰 휴대폰번호 휴대전화 휴대전화번호 핸드폰 핸드폰번호 이동전화`,
  ],
  ['birthday', `birthday dateofbirth birthdate personalbirthday dob деньрождения датарождения 생일 생년월일 생년월일자 출생일`],
  [
    'hired_at',
    `hiredat hiredate hiredon dateofhire employmentdate ufemploymentdate startdate employeehiredate
    датаприеманаработу датаприема датапринятиянаработу дататрудоустройства принятнаработу 입사일 입사일자 입사날짜 채용일`,
  ],
  ['time_zone', `timezone часовойпояс 시간대 표준시간대`],
  ['locale', `locale language preferredlanguage язык 언어`],
];

/** Names that mean the first name beside a column for the last name, and the whole name without one. */
export const eitherName = ['name', 'имя', '이름'];

/** Outlook's "Title" is Mr. or Ms., beside "Job Title"; elsewhere it is the job. */
export const weakTitles = ['title'];

/** Google's numbered columns, beside each of which stands one that says what it holds: "Phone 1 - Label", once "- Type". */
export const numberedPhone = /^phone(\d+)value$/;
export const numberedEmail = /^email(\d+)value$/;

/** Bitrix24's user import has a column for each level of the tree. */
export const departmentLevel = /^iblocksectionname(\d+)$/;

export const normalName = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, '');
