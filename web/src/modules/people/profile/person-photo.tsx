import { IconCamera } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Employee } from '../../../api/types';
import { Avatar } from '../../../kit/people/avatar';
import { PictureDialog } from '../../../kit/picture/picture-dialog';
import { PictureInput } from '../../../kit/picture/picture-input';
import { useSetPhoto } from '../data/update';
import styles from './profile.module.css';

const edge = 88;

/** The photo at its largest; who may change it picks another one by it. */
export function PersonPhoto({ person, canChange }: { person: Employee; canChange: boolean }) {
  const { t } = useTranslation('people');
  const setPhoto = useSetPhoto(person.id);
  const [file, setFile] = useState<File>();
  const sharp = person.photoUrl === '' ? person : { ...person, photoUrl: `${person.photoUrl}&size=512` };
  const photo = <Avatar person={sharp} size={edge} />;
  if (!canChange) return photo;
  return (
    <>
      <PictureInput label={t('photo.change')} round onPick={setFile}>
        {photo}
        <span className={styles.camera} aria-hidden>
          <IconCamera size={16} stroke={1.75} />
        </span>
      </PictureInput>
      <PictureDialog file={file} title={t('photo.change')} round onSave={setPhoto} onClose={() => setFile(undefined)} />
    </>
  );
}
