import { useEffect, useRef } from 'react';
import { useUndoables } from '../../../shared/feedback/undoables.js';

/** Calls `onOvertaken` once something else was done with many cases, of which a toast says so: what was done before is no news beside it. */
export function useOvertaken(id: string, onOvertaken: () => void): void {
  const kept = useUndoables();
  const seen = useRef<ReadonlySet<string>>(undefined);
  useEffect(() => {
    const isNew = kept.some((one) => one.id !== id && seen.current?.has(one.id) === false);
    seen.current = new Set([...(seen.current ?? []), ...kept.map((one) => one.id)]);
    if (isNew) onOvertaken();
  }, [kept.map((one) => one.id).join()]);
}
