import type { EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { useLayoutEffect, useState, type RefObject } from 'react';

/** A place within the field, for what opens there. */
export interface Place {
  left: number;
  top: number;
  height: number;
}

interface Options {
  view: RefObject<EditorView | null>;
  host: RefObject<HTMLElement | null>;
  state: EditorState;
  at: number | undefined;
}

/** Returns where a position of the text is drawn, within the field; undefined until it is, or where there is none. */
export function useTextPositionCoordinates({ view, host, state, at }: Options): Place | undefined {
  const [place, setPlace] = useState<Place>();
  useLayoutEffect(() => {
    if (at === undefined || !view.current || !host.current || at > view.current.state.doc.content.size)
      return setPlace(undefined);
    const { left, top, bottom } = view.current.coordsAtPos(at);
    const frame = host.current.getBoundingClientRect();
    setPlace({ left: left - frame.left, top: top - frame.top, height: bottom - top });
  }, [view, host, state, at]);
  return place;
}
