import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useRef, type MouseEvent } from 'react';
import { useKitTexts } from '../kit-texts.js';
import { useTopmostEscape } from './topmost-escape.js';

interface Props extends Omit<ModalProps, 'closeOnEscape'> {
  /** What Escape does; by default it closes the window. */
  onEscape?: () => void;
}

/** A click beside the dialog leaves the focus in it: what is typed next is typed there. */
function keepFocus(event: MouseEvent) {
  if (event.target instanceof Element && event.target.matches('.mantine-Modal-inner, .mantine-Modal-overlay'))
    event.preventDefault();
}

/** The second click of a double click whose first one has opened the window does nothing: beside the window, it would close it at once. */
function useOpeningDoubleClick(opened: boolean) {
  const wasClicked = useRef(false);
  useEffect(() => {
    wasClicked.current = false;
  }, [opened]);
  return (event: MouseEvent) => {
    if (event.detail > 1 && !wasClicked.current) {
      event.preventDefault();
      event.stopPropagation();
    } else wasClicked.current = true;
  };
}

/** A window above the page without fields; one with fields is a `FormDialog`. Escape closes the topmost window alone. */
export function Dialog({ opened, onClose, onEscape = onClose, ...others }: Props) {
  const texts = useKitTexts();
  useTopmostEscape(opened, onEscape);
  const keepOpen = useOpeningDoubleClick(opened);
  return (
    <Modal
      closeButtonProps={{ 'aria-label': texts.close }}
      onMouseDown={keepFocus}
      onClickCapture={keepOpen}
      {...others}
      opened={opened}
      onClose={onClose}
      closeOnEscape={false}
    />
  );
}
