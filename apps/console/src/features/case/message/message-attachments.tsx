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
import { viewedFile, viewedKind, type ViewedFile } from '../../../shared/attachments/viewed-file.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { setOverlay } from '../../../shared/layout/open-overlay.js';
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

/** Images above this size are not fetched for a preview. */
const PREVIEW_BYTES = 5_000_000;

function Tile({ file }: { file: ViewedFile }) {
  const formats = useFormats();
  const Glyph = iconOf(file.type);
  return (
    <>
      {viewedKind(file.type) === 'image' && file.size < PREVIEW_BYTES ? (
        <img src={file.src} alt="" loading="lazy" width={36} height={36} />
      ) : (
        <Glyph size={20} stroke={1.5} aria-hidden />
      )}
      <span className={classes.words}>
        <bdi className={classes.name}>{file.name}</bdi>
        <span className={classes.size}>{formats.size(file.size)}</span>
      </span>
    </>
  );
}

/** Files that are here: those that the console can show open over the page, and the others are downloaded. */
function FileTile({ file, onOpen }: { file: ViewedFile; onOpen: () => void }) {
  const title = `${file.name} · ${file.type}`;
  if (viewedKind(file.type) === undefined)
    return (
      <a className={classes.file} href={file.href} download={file.name} title={title}>
        <Tile file={file} />
      </a>
    );
  return (
    <button type="button" className={classes.file} title={title} aria-haspopup="dialog" onClick={onOpen}>
      <Tile file={file} />
    </button>
  );
}

/** The attachments of a message, with previews of images. */
export function MessageAttachments({ files }: { files: readonly Attachment[] }) {
  const { t } = useTranslation();
  const viewed = files
    .filter(({ state, type }) => state === 'ready' && viewedKind(type) !== undefined)
    .map((file) => viewedFile(file));
  const open = (id: string) =>
    setOverlay({ kind: 'files', files: viewed, at: viewed.findIndex(({ key }) => key === id) });
  return (
    <ul className={classes.files} aria-label={t('common.files.label', { count: files.length })}>
      {files.map((file) => (
        <li key={file.id}>
          {file.state === 'ready' ? (
            <FileTile file={viewedFile(file)} onOpen={() => open(file.id)} />
          ) : (
            <Absent file={file} />
          )}
        </li>
      ))}
    </ul>
  );
}
