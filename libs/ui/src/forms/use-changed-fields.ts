import { useLayoutEffect, useRef, type RefObject, type SyntheticEvent } from 'react';
import { enteredValues } from './entered-values.js';

const isHarmless = (event: SyntheticEvent) =>
  'key' in event && ['Escape', 'Tab', 'Shift', 'Control', 'Meta', 'Alt'].includes(String(event.key));

/**
 * Notices that somebody has changed the fields of a form, whoever holds their values. What stands in them before is what nobody has
 * written, also where it comes late, as a list that is loaded does: only what differs right after a key or a click is a change.
 */
export function useChangedFields(form: RefObject<HTMLFormElement | null>) {
  const known = useRef({ before: '', isChanged: false, isLooking: false });
  const now = () => (form.current ? enteredValues(form.current) : '');
  const note = () => {
    if (!known.current.isChanged && !known.current.isLooking) known.current.before = now();
  };
  const look = () => {
    known.current.isLooking = false;
    if (now() !== known.current.before) known.current.isChanged = true;
  };
  // A key or a click that may change something; the fields show it once all who listen have done their part.
  const onUse = (event: SyntheticEvent) => {
    if (known.current.isChanged || known.current.isLooking || isHarmless(event)) return;
    note();
    known.current.isLooking = true;
    setTimeout(look);
  };
  useLayoutEffect(note);
  return {
    /** Whether what stands in the fields is not what stood in them at the beginning. */
    isChanged: () => {
      if (known.current.isLooking) look();
      return known.current.isChanged && now() !== known.current.before;
    },
    /** For the form. Choices in a list that lies above the page are heard, too, as React hands them up to it. */
    listeners: {
      onKeyDownCapture: onUse,
      onPointerDownCapture: onUse,
      onClickCapture: onUse,
      onPasteCapture: onUse,
      onDropCapture: onUse,
      // A browser that fills in a form presses no key.
      onInputCapture: () => {
        if (!known.current.isChanged) look();
      },
    },
  };
}
