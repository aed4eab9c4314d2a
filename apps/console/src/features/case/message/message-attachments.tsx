import type { Attachment } from '@guichet/contracts';
import { IconCloudDown, IconFileUnknown } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { attachmentName } from '../../../shared/attachments/attachment-name.js';
import { viewedFile, viewedKind } from '../../../shared/attachments/viewed-file.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { setOverlay } from '../../../shared/layout/overlay-state.js';
import { FileTile } from './file-tile.js';
import { InfectedOrUnscannedFile } from './infected-or-unscanned-file.js';
import classes from './message-attachments.module.css';

/** A file that is not here: still on its way from the provider, or lost there. */
function Absent({ file }: { file: Attachment }) {
  const { t } = useTexts();
  const Glyph = file.state === 'pending' ? IconCloudDown : IconFileUnknown;
  return (
    <span className={classes.file} data-state={file.state}>
      <Glyph size={20} stroke={1.5} aria-hidden />
      <span className={classes.words}>
        <bdi className={classes.name}>{file.name}</bdi>
        <span className={classes.size}>{t(file.state === 'pending' ? 'files.pending' : 'files.lost')}</span>
      </span>
    </span>
  );
}

/** The attachments of a message, with previews of images. */
export function MessageAttachments({ files: sent }: { files: readonly Attachment[] }) {
  const { t } = useTexts();
  const { file: found } = useSearch({ strict: false });
  const files = sent.map((file) => ({
    ...file,
    name: attachmentName(file.name, (number) => t('files.unnamed', { number })),
  }));
  const viewed = files
    .filter(({ state }) => state === 'ready')
    .map((file) => viewedFile(file))
    .filter((file) => viewedKind(file) !== undefined);
  const open = (id: string) =>
    setOverlay({ kind: 'files', files: viewed, at: viewed.findIndex(({ key }) => key === id) });
  return (
    <ul className={classes.files} aria-label={t('files.label', { count: files.length })}>
      {files.map((file) => (
        <li key={file.id} data-found={file.id === found || undefined}>
          {file.state === 'ready' ? (
            <>
              <FileTile file={viewedFile(file)} onOpen={() => open(file.id)} />
              {file.asLink && <span className={classes.size}>{t('files.sentAsLink')}</span>}
              {file.scan?.result === 'unscannable' && (
                <span className={classes.size}>
                  {t(`files.unscannable.${file.scan.detail as 'encrypted' | 'too-large' | 'failed'}`)}
                </span>
              )}
            </>
          ) : file.state === 'locked' || file.state === 'waiting' ? (
            <InfectedOrUnscannedFile file={file} />
          ) : (
            <Absent file={file} />
          )}
        </li>
      ))}
    </ul>
  );
}
