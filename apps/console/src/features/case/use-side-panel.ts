import { useState } from 'react';
import { setPreferences, usePreferences } from '../../shared/session/preferences.js';

/** From this width on, the panel stands beside the case; below, over it. Pixels. */
const BESIDE = 1180;

/** Returns whether the side panel is open beside the case, as this browser prefers, or over it for the moment. */
export function useSidePanel() {
  const { panel } = usePreferences();
  const [onTop, setOnTop] = useState(false);
  const [timersRequested, setTimersRequested] = useState(0);
  const set = (open: boolean) => (window.innerWidth > BESIDE ? setPreferences({ panel: open }) : setOnTop(open));
  return {
    open: panel || onTop,
    pinned: panel,
    onTop,
    timersRequested,
    toggle: () => set(window.innerWidth > BESIDE ? !panel : !onTop),
    showTimers: () => {
      set(true);
      setTimersRequested((count) => count + 1);
    },
    close: () => setOnTop(false),
  };
}
