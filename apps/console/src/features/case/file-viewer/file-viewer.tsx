import { useTopmostEscape } from '@guichet/ui';
import { ActionIcon, Modal } from '@mantine/core';
import { useMediaQuery, useWindowEvent } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ViewedFile } from '../../../shared/attachments/viewed-file.js';
import { announce } from '../../../shared/feedback/screen-reader-announcement.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { FileContent } from './file-content.js';
import classes from './file-viewer.module.css';

interface Props {
  files: readonly ViewedFile[];
  /** The file that is shown first, by its place. */
  at: number;
  onClose: () => void;
}

/** Gives the focus back to what had it, or to the tile of the file where the case has been drawn anew meanwhile. */
function useFocusBack(file: ViewedFile) {
  const [{ opener, key }] = useState(() => ({ opener: document.activeElement, key: file.key }));
  useEffect(
    () => () => {
      // After the dialog has let go of the focus.
      setTimeout(() => {
        const target = opener?.isConnected ? opener : document.querySelector(`[data-file="${CSS.escape(key)}"]`);
        if (target instanceof HTMLElement) target.focus({ preventScroll: true });
      });
    },
    [opener, key],
  );
}

/** Keeps the focus in the dialog when what had it has gone with the file before; on the page, Escape would leave the case. */
function useFocusKept(file: ViewedFile) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body || activeElement.matches(':disabled'))
      button.current?.focus();
  }, [file.key]);
  return button;
}

interface Shown {
  files: readonly ViewedFile[];
  index: number;
}

/** What is open: the files of the message and, from there, those of a mail among them, and so on. */
function useShown({ files, at, onClose }: Props) {
  const { t } = useTexts();
  const [stack, setStack] = useState<readonly Shown[]>([{ files, index: at }]);
  const { files: shown, index } = stack.at(-1)!;
  const positionOf = (n: number) => t('case.viewer.position', { n: n + 1, count: shown.length });
  const go = (step: number) => {
    const next = shown[index + step];
    if (!next) return;
    setStack([...stack.slice(0, -1), { files: shown, index: index + step }]);
    announce(`${next.name}, ${positionOf(index + step)}`);
  };
  return {
    file: shown[index]!,
    position: shown.length > 1 ? positionOf(index) : undefined,
    isFirst: index === 0,
    isLast: index === shown.length - 1,
    isInner: stack.length > 1,
    go,
    open: (inner: readonly ViewedFile[], place: number) => setStack([...stack, { files: inner, index: place }]),
    leave: () => (stack.length > 1 ? setStack(stack.slice(0, -1)) : onClose()),
  };
}

/** The files of a message over the case, one at a time. Arrows go to the next one, and Escape goes back. */
export function FileViewer(props: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const { file, position, isFirst, isLast, isInner, go, open, leave } = useShown(props);
  const phone = useMediaQuery('(max-width: 768px)', undefined, { getInitialValueInEffect: false });
  useFocusBack(props.files[props.at]!);
  const closeButton = useFocusKept(file);
  useTopmostEscape(true, leave);

  useWindowEvent('keydown', (event) => {
    // In a player the arrows go to another moment.
    if (event.target instanceof HTMLMediaElement || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowRight') go(1);
    else if (event.key === 'ArrowLeft') go(-1);
    else return;
    event.preventDefault();
  });

  return (
    <Modal.Root
      opened
      onClose={leave}
      closeOnEscape={false}
      size="min(1100px, 96vw)"
      fullScreen={phone}
      returnFocus={false}
      centered
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Header className={classes.head}>
          <Modal.Title className={classes.title}>
            <bdi className={classes.name}>{file.name}</bdi>
            <span className={classes.facts}>
              {formats.size(file.size)}
              {position && ` · ${position}`}
            </span>
          </Modal.Title>
          {position && (
            <>
              <ActionIcon aria-label={t('case.viewer.previous')} disabled={isFirst} onClick={() => go(-1)}>
                <IconChevronLeft size={18} stroke={1.5} />
              </ActionIcon>
              <ActionIcon aria-label={t('case.viewer.next')} disabled={isLast} onClick={() => go(1)}>
                <IconChevronRight size={18} stroke={1.5} />
              </ActionIcon>
            </>
          )}
          <ActionIcon component="a" href={file.href} download={file.name} aria-label={t('case.viewer.download')}>
            <IconDownload size={18} stroke={1.5} />
          </ActionIcon>
          <Modal.CloseButton
            ref={closeButton}
            aria-label={t(isInner ? 'common.back' : 'common.close')}
            data-autofocus
          />
        </Modal.Header>
        <Modal.Body className={classes.body}>
          <FileContent key={file.key} file={file} onOpen={open} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
