import { useNow, useTimes } from './format-times.js';

/** A moment, short; the whole of it on hover. */
export function ShortTime({ at, className }: { at: string; className?: string }) {
  const now = useNow();
  const times = useTimes();
  return (
    <time dateTime={at} title={times.full(at)} className={className}>
      {times.short(at, now)}
    </time>
  );
}
