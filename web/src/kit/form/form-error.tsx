import styles from './form-error.module.css';

/** Why a form was not taken, below its fields; nothing where there is no reason. */
export function FormError({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p className={styles.error} role="alert">
      {text}
    </p>
  );
}
