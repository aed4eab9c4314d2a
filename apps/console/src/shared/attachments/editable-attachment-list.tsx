import type { Attachment, Capabilities } from '@guichet/contracts';
import { CloseButton, Progress } from '@mantine/core';
import { IconLink, IconPaperclip } from '@tabler/icons-react';
import { useFormats } from '../i18n/use-formats.js';
import { useTexts } from '../i18n/use-texts.js';
import classes from './editable-attachment-list.module.css';
import { exceededLimit, mayBeLinked, sentAs, whyLinked, withLargestLinked } from './attachment-limits-and-links.js';
import { useLimitText } from './use-limit-text.js';
import type { Uploading } from './use-uploads.js';

interface Props {
  files: readonly Attachment[];
  uploading: readonly Uploading[];
  /** Of the channel that is chosen now; undefined: not known yet. */
  limits: Capabilities['attachments'] | undefined;
  onRemove: (id: string) => void;
  /** Takes the files with those marked that are to leave as links; undefined: none may. */
  onLinked?: (files: Attachment[]) => void;
}

/** The files of a message that is being written, with those that are still uploaded. */
export function EditableAttachmentList({ files, uploading, limits, onRemove, onLinked }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const limitText = useLimitText();
  if (files.length + uploading.length === 0) return null;
  const tooMuch = exceededLimit(files, limits);
  const why = whyLinked(files, limits);
  return (
    <>
      {tooMuch && limits && (
        <p className={classes.excess} role="alert">
          {limitText(tooMuch, limits)}{' '}
          {onLinked && mayBeLinked(limits) && (
            <button
              type="button"
              className={classes.asLinks}
              onClick={() => onLinked(withLargestLinked(files, limits))}
            >
              {t('files.linkLargest')}
            </button>
          )}
        </p>
      )}
      <ul className={classes.files} aria-label={t('files.own')}>
        {files.map((file) => (
          <li key={file.id} className={classes.file}>
            {sentAs(file, limits) === 'file' ? (
              <IconPaperclip size={14} stroke={1.5} aria-hidden />
            ) : (
              <IconLink size={14} stroke={1.5} aria-hidden />
            )}
            <bdi title={file.name}>{file.name}</bdi>
            <span className={classes.quiet}>{formats.size(file.size)}</span>
            {sentAs(file, limits) === 'link' && <span className={classes.link}>{t('files.asLink')}</span>}
            <CloseButton
              size={24}
              aria-label={t('files.remove', { name: file.name })}
              onClick={() => onRemove(file.id)}
            />
          </li>
        ))}
        {uploading.map((one) => (
          <li key={one.key} className={classes.file}>
            <bdi>{one.name}</bdi>
            <Progress w={60} size="sm" value={one.share * 100} aria-label={t('files.progress', { name: one.name })} />
            <CloseButton size={24} aria-label={t('files.abort', { name: one.name })} onClick={one.abort} />
          </li>
        ))}
      </ul>
      {why && <p className={classes.means}>{t(why === 'large' ? 'files.asLinkLarge' : 'files.asLinkWhy')}</p>}
    </>
  );
}
