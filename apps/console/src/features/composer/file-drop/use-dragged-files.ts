import { useEffect, useState } from 'react';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** A dialog takes its own files, and covers the case. */
const isBehindDialog = () => document.querySelector('[role=dialog][aria-modal=true]') !== null;

/** Whether files are being dragged over the window, and where to no dialog is in their way. */
export function useDraggedFiles(): boolean {
  const [dragged, setDragged] = useState(false);
  useEffect(() => {
    const begin = (event: DragEvent) => carriesFiles(event) && !isBehindDialog() && setDragged(true);
    const leave = (event: DragEvent) => event.relatedTarget === null && setDragged(false);
    const end = () => setDragged(false);
    // No pointer moves while something is dragged: one that does tells of an end that nothing else has told.
    const listeners = { dragenter: begin, dragleave: leave, drop: end, dragend: end, pointermove: end } as const;
    const each = Object.entries(listeners) as [string, EventListener][];
    for (const [type, listener] of each) window.addEventListener(type, listener);
    return () => {
      for (const [type, listener] of each) window.removeEventListener(type, listener);
    };
  }, []);
  return dragged;
}
