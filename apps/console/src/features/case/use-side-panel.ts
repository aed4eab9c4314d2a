import { useEffect, useState } from 'react';
import { listenForAskedFields } from '../../shared/cases/field-focus-request.js';
import { setPreferences, usePreferences } from '../../shared/session/browser-preferences.js';

/** From this width on, the panel stands beside the case; below, over it. Pixels. */
const BESIDE = 1180;

/** Returns whether the side panel is open beside the case, as this browser prefers, or over it for the moment; a field that is asked for opens it. */
export function useSidePanel(caseId: string) {
  const { panel } = usePreferences();
  const [onTop, setOnTop] = useState(false);
  const [timersRequested, setTimersRequested] = useState(0);
  const [askedField, setAskedField] = useState<{ key: string }>();
  const set = (open: boolean) => (window.innerWidth > BESIDE ? setPreferences({ panel: open }) : setOnTop(open));
  useEffect(
    () =>
      listenForAskedFields((asked) => {
        if (asked.caseId !== caseId) return;
        set(true);
        setAskedField({ key: asked.key });
      }),
    [caseId],
  );
  return {
    open: panel || onTop,
    pinned: panel,
    onTop,
    timersRequested,
    askedField,
    toggle: () => set(window.innerWidth > BESIDE ? !panel : !onTop),
    showTimers: () => {
      set(true);
      setTimersRequested((count) => count + 1);
    },
    close: () => setOnTop(false),
  };
}
