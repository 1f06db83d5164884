import { Input } from '@mantine/core';
import { IconPhotoUp } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, idempotencyKey } from '../../../api/client';
import { usePicture } from '../../../kit/people/photo';
import { PictureDialog } from '../../../kit/picture/picture-dialog';
import { PictureInput } from '../../../kit/picture/picture-input';
import { useSession } from '../../../session/session';
import { showCompany } from '../parts/company';
import styles from './general.module.css';

/** The logo; picking another one shows it first. */
export function LogoField() {
  const { t } = useTranslation('settings');
  const { company } = useSession();
  const queries = useQueryClient();
  const logo = usePicture(company.logoUrl || undefined);
  const [file, setFile] = useState<File>();

  async function save(image: string): Promise<void> {
    const params = { header: { 'Idempotency-Key': idempotencyKey() } };
    showCompany(queries, await answer(api.POST('/v1/company:setLogo', { params, body: { image } })));
  }

  return (
    <div>
      <Input.Label component="div">{t('general.logo')}</Input.Label>
      <PictureInput label={t('general.changeLogo')} onPick={setFile}>
        <span className={styles.logo}>
          <span className={styles.stage}>
            {logo === undefined ? <IconPhotoUp size={24} stroke={1.5} aria-hidden /> : <img src={logo} alt={t('general.logo')} />}
          </span>
          <span>
            <span className={styles.change}>{t('general.changeLogo')}</span>
            <span className={styles.hint}>{t('general.logoHint')}</span>
          </span>
        </span>
      </PictureInput>
      <PictureDialog file={file} title={t('general.changeLogo')} onSave={save} onClose={() => setFile(undefined)} />
    </div>
  );
}
