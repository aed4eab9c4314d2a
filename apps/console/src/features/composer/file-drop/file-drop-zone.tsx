import { IconFileOff, IconFileUpload } from '@tabler/icons-react';
import { createPortal } from 'react-dom';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import type { ComposerState } from '../use-composer.js';
import classes from './file-drop-zone.module.css';
import { useDraggedFiles } from './use-dragged-files.js';
import { whyNoFiles } from './why-no-files.js';

/**
 * Covers the case while files are dragged over the window, and takes those that are dropped. It covers the messages too, whose
 * frames would else open the file in their own place.
 */
export function FileDropZone({ composer }: { composer: ComposerState }) {
  const { t } = useTexts();
  const may = useMay();
  const dragged = useDraggedFiles();
  const { writing, uploads, turn } = composer;
  const pane = dragged && document.getElementById('main');
  if (!pane) return null;
  const { content, route } = writing;
  const refused = whyNoFiles({ mayReply: may('case.reply'), isOpen: writing.open, content, route });
  const isNote = writing.open && content.mode === 'note';
  const isLinked = !isNote && route.capabilities?.attachments === null;
  const [Glyph, title, text] = refused
    ? [IconFileOff, t('composer.drop.refused'), t(`composer.drop.${refused}`)]
    : [
        IconFileUpload,
        t(isNote ? 'composer.drop.noteTitle' : 'composer.drop.title'),
        isLinked ? t('files.asLinkWhy') : undefined,
      ];
  const take = (files: File[]) => {
    if (!writing.open) turn('reply');
    uploads.add(files);
  };
  return createPortal(
    <div
      className={classes.zone}
      data-drop-zone
      data-refused={refused}
      onDragOver={(event) => {
        event.preventDefault();
        event.dataTransfer.dropEffect = refused ? 'none' : 'copy';
      }}
      onDrop={(event) => {
        event.preventDefault();
        if (!refused) take([...event.dataTransfer.files]);
      }}
    >
      <p className={classes.words}>
        <Glyph size={28} stroke={1.5} aria-hidden />
        <strong>{title}</strong>
        {text && <span>{text}</span>}
      </p>
    </div>,
    pane,
  );
}
