import { useId, useImperativeHandle, useState, type MouseEvent, type ReactElement, type Ref } from 'react';
import { flushSync } from 'react-dom';

/** Stands for a button that is in the page already, where the kit wants a target of its own. */
function Present({ element, ref }: { element: HTMLElement; ref?: Ref<HTMLElement> }) {
  useImperativeHandle(ref, () => element, [element]);
  return null;
}

interface LateOverlay {
  /** Of the button that opens it. */
  button: {
    id: string;
    'aria-haspopup': 'menu' | 'dialog';
    'aria-expanded': boolean;
    'aria-controls': string | undefined;
    onClick: (event: MouseEvent<HTMLElement>) => void;
  };
  /** Of the menu or popover, with what it has for a target; undefined until it is first opened. */
  overlay:
    | { props: { id: string; opened: boolean; onChange: (opened: boolean) => void }; target: ReactElement }
    | undefined;
  close: () => void;
}

/**
 * A button whose menu or popover is made when it is first opened. Where a screen has many of them, as a timeline has one at each
 * message, they would cost more than all that is read there.
 */
export function useLateOverlay(popup: 'menu' | 'dialog'): LateOverlay {
  const id = useId();
  const [element, setElement] = useState<HTMLElement>();
  const [opened, setOpened] = useState(false);
  return {
    button: {
      id,
      'aria-haspopup': popup,
      'aria-expanded': opened,
      'aria-controls': opened ? `${id}-dropdown` : undefined,
      onClick: ({ currentTarget }) => {
        // It is in the page before it opens: it notes then where the focus was.
        if (element !== currentTarget) flushSync(() => setElement(currentTarget));
        setOpened(!opened);
      },
    },
    overlay: element && { props: { id, opened, onChange: setOpened }, target: <Present element={element} /> },
    close: () => setOpened(false),
  };
}
