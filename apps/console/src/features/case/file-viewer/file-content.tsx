import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { viewedKind, type ViewedFile } from '../../../shared/attachments/viewed-file.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { EnclosedMail } from './enclosed-mail.js';
import classes from './file-viewer.module.css';

/** Why a file is not shown, and the way to read it nevertheless. */
function NotShown({ file, why }: { file: ViewedFile; why: string }) {
  const { t } = useTexts();
  return (
    <div className={classes.notShown}>
      <p>{why}</p>
      <Button
        component="a"
        href={file.href}
        download={file.name}
        variant="default"
        leftSection={<IconDownload size={16} stroke={1.5} aria-hidden />}
      >
        {t('case.viewer.download')}
      </Button>
    </div>
  );
}

interface Props {
  file: ViewedFile;
  /** Shows the files of a file, beginning with one of them by its place. */
  onOpen: (files: readonly ViewedFile[], at: number) => void;
}

/** A file as the browser shows it. Nothing of it runs in our page: a PDF opens in the viewer of the browser. */
export function FileContent({ file, onOpen }: Props) {
  const { t } = useTexts();
  const [broken, setBroken] = useState(false);
  const onError = () => setBroken(true);
  if (broken) return <NotShown file={file} why={t('case.viewer.broken')} />;
  switch (viewedKind(file)) {
    case 'image':
      return <img className={classes.image} src={file.src} alt={file.name} onError={onError} />;
    case 'audio':
      return <audio className={classes.audio} src={file.src} controls aria-label={file.name} onError={onError} />;
    case 'video':
      return <video className={classes.video} src={file.src} controls aria-label={file.name} onError={onError} />;
    case 'pdf':
      // No sandbox: Chrome and Safari show no PDF in one. The server sends the file as a PDF or not at all.
      return navigator.pdfViewerEnabled ? (
        <iframe className={classes.pdf} src={file.src} title={file.name} referrerPolicy="no-referrer" />
      ) : (
        <NotShown file={file} why={t('case.viewer.noPdf')} />
      );
    case 'mail':
      return <EnclosedMail file={file} onOpen={onOpen} />;
    default:
      return <NotShown file={file} why={t('case.viewer.unknown')} />;
  }
}
