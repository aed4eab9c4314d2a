import { memo } from 'react';
import { useFormats } from './use-formats.js';
import { useNow } from './use-now.js';

interface Props {
  at: string;
  /** Within a sentence: "10 h ago", where a row of a list says "10 h"; or after "since". */
  within?: 'ago' | 'since' | undefined;
  /** There is room for few letters. */
  brief?: boolean | undefined;
  className?: string;
}

/** A time in short form, with the full date on hover. To word it costs more than the rest of its row. */
export const ShortTime = memo(function ShortTime({ at, within, brief = false, className }: Props) {
  const now = useNow();
  const formats = useFormats();
  return (
    <time dateTime={at} title={formats.full(at)} className={className}>
      {formats[within ?? (brief ? 'brief' : 'short')](at, now)}
    </time>
  );
});
