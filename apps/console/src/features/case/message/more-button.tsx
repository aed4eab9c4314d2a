import type { ComponentProps } from 'react';
import classes from './more-button.module.css';

/** The kit's button and icon are of seven elements and as many variables, which is too much for each message. */
const DOTS =
  'M5 12m-1 0a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M12 12m-1 0a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M19 12m-1 0a1 1 0 1 0 2 0a1 1 0 1 0 -2 0';

/** Opens what can be done with one entry of the timeline. */
export function MoreButton({ label, ...button }: { label: string } & ComponentProps<'button'>) {
  return (
    <button type="button" className={classes.more} aria-label={label} {...button}>
      <svg width={16} height={16} viewBox="0 0 24 24" aria-hidden>
        <path d={DOTS} />
      </svg>
    </button>
  );
}
