import type { Attachment } from '@guichet/contracts';
import {
  IconCloudDown,
  IconFile,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconFileUnknown,
  IconFileZip,
  IconMail,
  IconMovie,
  IconMusic,
  IconPhoto,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../../shared/api/client.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import classes from './message-attachments.module.css';

const kinds: readonly (readonly [RegExp, Icon])[] = [
  [/^image\//, IconPhoto],
  [/pdf/, IconFileTypePdf],
  [/zip|compressed|tar|7z|rar/, IconFileZip],
  [/sheet|excel|csv/, IconFileSpreadsheet],
  [/^message\//, IconMail],
  [/^video\//, IconMovie],
  [/^audio\//, IconMusic],
  [/^text\/|word|document/, IconFileText],
];
const iconOf = (type: string) => kinds.find(([pattern]) => pattern.test(type))?.[1] ?? IconFile;

/** Kinds of image that browsers draw without running anything; an SVG is a document with scripts. */
const drawable = /^image\/(png|jpeg|gif|webp|avif)$/;

/** A file that is not here: still on its way from the provider, or lost there. */
function Absent({ file }: { file: Attachment }) {
  const { t } = useTranslation();
  const Glyph = file.state === 'pending' ? IconCloudDown : IconFileUnknown;
  return (
    <span className={classes.file} data-state={file.state}>
      <Glyph size={20} stroke={1.5} aria-hidden />
      <span className={classes.words}>
        <bdi className={classes.name}>{file.name}</bdi>
        <span className={classes.size}>
          {t(file.state === 'pending' ? 'common.files.pending' : 'common.files.lost')}
        </span>
      </span>
    </span>
  );
}

/** The attachments of a message, with previews of images. */
export function MessageAttachments({ files }: { files: readonly Attachment[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <ul className={classes.files} aria-label={t('common.files.label', { count: files.length })}>
      {files.map((file) => {
        if (file.state !== 'ready')
          return (
            <li key={file.id}>
              <Absent file={file} />
            </li>
          );
        const Glyph = iconOf(file.type);
        return (
          <li key={file.id}>
            <a
              className={classes.file}
              href={addressOf('getAttachment', { params: { id: file.id } })}
              download={file.name}
              title={`${file.name} · ${file.type}`}
            >
              {drawable.test(file.type) && file.size < 5_000_000 ? (
                <img
                  src={addressOf('getAttachment', { params: { id: file.id }, query: { inline: '1' } })}
                  alt=""
                  loading="lazy"
                  width={36}
                  height={36}
                />
              ) : (
                <Glyph size={20} stroke={1.5} aria-hidden />
              )}
              <span className={classes.words}>
                <bdi className={classes.name}>{file.name}</bdi>
                <span className={classes.size}>{formats.size(file.size)}</span>
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
