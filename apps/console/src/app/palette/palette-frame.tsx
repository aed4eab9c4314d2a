import {
  useEffect,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { createPortal } from 'react-dom';
import classes from './palette-frame.module.css';

/**
 * Where the palette is drawn, in the page only while it is open: what is drawn here before anybody asks for it has no styles and
 * no layout, and nobody finds its words in the page.
 */
const place = document.createElement('div');
place.className = classes.place!;

function layOutUnseen(drawn: HTMLElement): void {
  const styles = drawn.style.cssText;
  drawn.style.cssText = '';
  place.style.visibility = 'hidden';
  document.body.append(place);
  drawn.getBoundingClientRect();
  place.remove();
  place.style.visibility = '';
  drawn.style.cssText = styles;
}

/**
 * Lays out, unseen and in one go, what is drawn ahead, as soon as it is drawn and the page has nothing to do. The first palette then finds
 * its fonts, words and styles measured, which would take longer than a key may take to be answered. Returns what gives that up.
 */
export function layOutAhead(): () => void {
  let idle = 0;
  const whenIdle = () => {
    const [drawn] = place.children;
    if (!place.isConnected && drawn instanceof HTMLElement) layOutUnseen(drawn);
  };
  const observer = new MutationObserver(() => {
    observer.disconnect();
    // Safari has no such callback, and lays out when it is asked.
    if ('requestIdleCallback' in window) idle = requestIdleCallback(whenIdle);
  });
  observer.observe(place, { childList: true });
  return () => {
    observer.disconnect();
    if (idle) cancelIdleCallback(idle);
  };
}

/** Puts the palette into the page with the caret in its field, and gives the focus back to what had it before. */
function usePlaceInPage(field: RefObject<HTMLInputElement | null>) {
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    before.current = document.activeElement;
    document.body.append(place);
    field.current?.focus({ preventScroll: true });
    return () => place.remove();
  }, [field]);
  useEffect(
    () => () => {
      // What was chosen may have taken the focus already.
      if (document.activeElement === document.body && before.current instanceof HTMLElement)
        before.current.focus({ preventScroll: true });
    },
    [],
  );
}

/** Escape closes the palette, wherever the focus is. */
function useEscape(onEscape: () => void) {
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      onEscape();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [onEscape]);
}

const keepFocusInside = (event: KeyboardEvent) => event.key === 'Tab' && event.preventDefault();

interface Props {
  label: string;
  /** The one thing in the palette that takes the focus. */
  field: RefObject<HTMLInputElement | null>;
  onClose: () => void;
  children: ReactNode;
}

/**
 * The frame of the palette. The kit's dialog would be made anew each time, which takes longer than what a key may take to be
 * answered.
 */
export function PaletteFrame({ label, field, onClose, children }: Props) {
  usePlaceInPage(field);
  useEscape(onClose);
  // A press that began in the palette, as where text is selected, may end beside it.
  const beganBeside = useRef(false);
  const onMouseDown = (event: MouseEvent) => {
    beganBeside.current = event.target === event.currentTarget;
    // The caret stays in the text, whatever is pressed.
    if (event.target !== field.current) event.preventDefault();
  };
  return createPortal(
    <div
      className={classes.backdrop}
      onMouseDown={onMouseDown}
      onClick={(event) => event.target === event.currentTarget && beganBeside.current && onClose()}
    >
      <div className={classes.dialog} role="dialog" aria-modal aria-label={label} onKeyDown={keepFocusInside}>
        {children}
      </div>
    </div>,
    place,
  );
}
