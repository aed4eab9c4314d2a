import { ActionIcon, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconDownload } from '@tabler/icons-react';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewedFile } from '../../../shared/attachments/viewed-file.js';
import { announce } from '../../../shared/feedback/screen-reader-announcement.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { FileContent } from './file-content.js';
import classes from './file-viewer.module.css';

interface Props {
  files: readonly ViewedFile[];
  /** The file that is shown first, by its place. */
  at: number;
  onClose: () => void;
}

/** Gives the focus back to what had it, as this dialog is open from the moment that it is there. */
function useFocusBack() {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // After the dialog has let go of the focus.
      setTimeout(() => opener instanceof HTMLElement && opener.focus({ preventScroll: true }));
    },
    [opener],
  );
}

/** The files of a message over the case, one at a time. Arrows go to the next one, and Escape goes back to the case. */
export function FileViewer({ files, at, onClose }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [index, setIndex] = useState(at);
  const phone = useMediaQuery('(max-width: 768px)', undefined, { getInitialValueInEffect: false });
  useFocusBack();
  const file = files[index]!;
  const position = t('case.viewer.position', { n: index + 1, count: files.length });

  const go = (step: number) => {
    const next = files[index + step];
    if (!next) return;
    setIndex(index + step);
    announce(`${next.name}, ${t('case.viewer.position', { n: index + step + 1, count: files.length })}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // In a player the arrows go to another moment.
    if (event.target instanceof HTMLMediaElement || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowRight') go(1);
    else if (event.key === 'ArrowLeft') go(-1);
    else return;
    event.preventDefault();
  };

  return (
    <Modal.Root opened onClose={onClose} size="min(1100px, 96vw)" fullScreen={phone} returnFocus={false} centered>
      <Modal.Overlay />
      <Modal.Content onKeyDown={onKeyDown} className={classes.content}>
        <Modal.Header className={classes.head}>
          <Modal.Title className={classes.title}>
            <bdi className={classes.name}>{file.name}</bdi>
            <span className={classes.facts}>
              {formats.size(file.size)}
              {files.length > 1 && ` · ${position}`}
            </span>
          </Modal.Title>
          {files.length > 1 && (
            <>
              <ActionIcon aria-label={t('case.viewer.previous')} disabled={index === 0} onClick={() => go(-1)}>
                <IconChevronLeft size={18} stroke={1.5} />
              </ActionIcon>
              <ActionIcon
                aria-label={t('case.viewer.next')}
                disabled={index === files.length - 1}
                onClick={() => go(1)}
              >
                <IconChevronRight size={18} stroke={1.5} />
              </ActionIcon>
            </>
          )}
          <ActionIcon component="a" href={file.href} download={file.name} aria-label={t('case.viewer.download')}>
            <IconDownload size={18} stroke={1.5} />
          </ActionIcon>
          <Modal.CloseButton aria-label={t('common.close')} data-autofocus />
        </Modal.Header>
        <Modal.Body className={classes.body}>
          <FileContent key={file.key} file={file} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
