import type { CaseStatus } from '@guichet/contracts';
import {
  IconCircle,
  IconCircleCheck,
  IconClockPause,
  IconHourglassLow,
  IconMailOff,
  type Icon,
} from '@tabler/icons-react';
import classes from './status-mark.module.css';

export const statusIcons: Record<CaseStatus, Icon> = {
  open: IconCircle,
  waiting: IconHourglassLow,
  snoozed: IconClockPause,
  closed: IconCircleCheck,
  spam: IconMailOff,
};

/** A status as glyph and word; `iconOnly` keeps the word for screen readers only. */
export function StatusMark({
  status,
  label,
  iconOnly = false,
}: {
  status: CaseStatus;
  label: string;
  iconOnly?: boolean;
}) {
  const Glyph = statusIcons[status];
  return (
    <span className={classes.mark} data-status={status} title={iconOnly ? label : undefined}>
      <Glyph size={15} stroke={1.75} aria-hidden />
      <span className={iconOnly ? 'g-sr' : undefined}>{label}</span>
    </span>
  );
}
