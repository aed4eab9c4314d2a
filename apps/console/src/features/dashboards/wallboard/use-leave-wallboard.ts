import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** Returns to the dashboards by Escape, or when the full screen ends. */
export function useLeaveWallboard() {
  const navigate = useNavigate();
  const go = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    void navigate({ to: '/dashboards' });
  };
  const latest = useRef(go);
  useEffect(() => void (latest.current = go));
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) latest.current();
    };
    const onFull = () => {
      if (!document.fullscreenElement) latest.current();
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('fullscreenchange', onFull);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('fullscreenchange', onFull);
    };
  }, []);
  return go;
}
