import { useNow, useTimes } from './time.js';

/** A moment, short; the whole of it on hover. */
export function When({ at, className }: { at: string; className?: string }) {
  const now = useNow();
  const times = useTimes();
  return (
    <time dateTime={at} title={times.full(at)} className={className}>
      {times.short(at, now)}
    </time>
  );
}
