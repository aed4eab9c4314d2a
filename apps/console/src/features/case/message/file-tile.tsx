import {
  IconFile,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconMail,
  IconMovie,
  IconMusic,
  IconPhoto,
  type Icon,
} from '@tabler/icons-react';
import { viewedKind, type ViewedFile } from '../../../shared/attachments/viewed-file.js';
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

/** Images above this size are not fetched for a preview. */
const PREVIEW_BYTES = 5_000_000;

function Tile({ file }: { file: ViewedFile }) {
  const formats = useFormats();
  const Glyph = iconOf(file.type);
  return (
    <>
      {viewedKind(file) === 'image' && file.size < PREVIEW_BYTES ? (
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

/** A file that is here: one that the console can show opens over the page, and any other is downloaded. */
export function FileTile({ file, onOpen }: { file: ViewedFile; onOpen: () => void }) {
  const title = `${file.name} · ${file.type}`;
  if (viewedKind(file) === undefined)
    return (
      <a className={classes.file} href={file.href} download={file.name} title={title}>
        <Tile file={file} />
      </a>
    );
  return (
    <button
      type="button"
      className={classes.file}
      title={title}
      data-file={file.key}
      aria-haspopup="dialog"
      onClick={onOpen}
    >
      <Tile file={file} />
    </button>
  );
}
