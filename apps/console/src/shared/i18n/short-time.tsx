import { memo } from 'react';
import { useFormats } from './use-formats.js';
import { useNow } from './use-now.js';

/** A time in short form, with the full date on hover. To word it costs more than the rest of its row. */
export const ShortTime = memo(function ShortTime({ at, className }: { at: string; className?: string }) {
  const now = useNow();
  const formats = useFormats();
  return (
    <time dateTime={at} title={formats.full(at)} className={className}>
      {formats.short(at, now)}
    </time>
  );
});
