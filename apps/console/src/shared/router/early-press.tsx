import { Suspense, useLayoutEffect, useRef, type MouseEvent, type ReactNode, type RefObject } from 'react';

/** What the button that stands for a later one hands to its element. */
interface EarlyProps {
  ref: RefObject<HTMLButtonElement | null>;
  onClick: (event: MouseEvent<HTMLElement>) => void;
}

/** What was done with the button that stood for another one. */
interface Done {
  isPressed: boolean;
  hasFocus: boolean;
}

/** The focus is where it was once the button has gone, unless somebody has left it. */
function StandIn({ done, standIn }: { done: Done; standIn: (early: EarlyProps) => ReactNode }) {
  const ref = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const button = ref.current;
    return () => void (done.hasFocus = button !== null && document.activeElement === button);
  }, [done]);
  return standIn({
    ref,
    onClick: ({ currentTarget }) => {
      done.isPressed = true;
      // Not every browser focuses a button that is clicked.
      currentTarget.focus();
    },
  });
}

/** Its effect runs once what is in it has been fetched. */
function Arrived({ done, children }: { done: Done; children: ReactNode }) {
  const box = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const button = () => box.current?.querySelector('button');
    if (!button() || !done.hasFocus) return;
    button()!.focus();
    // Later than this commit, as whatever opens measures the page first; by then, the button may be another one.
    if (done.isPressed) setTimeout(() => button()?.click());
    Object.assign(done, { isPressed: false, hasFocus: false });
  }, [done]);
  return (
    <span ref={box} style={{ display: 'contents' }}>
      {children}
    </span>
  );
}

/**
 * A button that is fetched after the first screen. Another one stands for it until then: a press of that is answered as soon as the button is
 * there, unless whoever pressed it has gone elsewhere since.
 */
export function EarlyPress({ standIn, children }: { standIn: (early: EarlyProps) => ReactNode; children: ReactNode }) {
  const done = useRef<Done>({ isPressed: false, hasFocus: false }).current;
  return (
    <Suspense fallback={<StandIn done={done} standIn={standIn} />}>
      <Arrived done={done}>{children}</Arrived>
    </Suspense>
  );
}
