import { useTranslation } from 'react-i18next';
import type { Phone } from '../../../api/types';
import { phoneHref, phoneText } from '../data/phone';
import styles from './parts.module.css';

/** A number to tap or click. */
export function PhoneLink({ phone }: { phone: Phone }) {
  const { t } = useTranslation('people');
  return (
    <a className={`${styles.link} numbers`} href={phoneHref(phone)}>
      {phoneText(phone.number)}
      {phone.extension !== '' && <span className="quiet"> {t('extension', { extension: phone.extension })}</span>}
    </a>
  );
}
