import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLateOverlay } from '../../../shared/layout/use-late-overlay.js';
import classes from './mark-with-reason.module.css';

interface Props {
  /** What the mark says, by which what it opens is named. */
  label: string;
  /** What it opens: why that is so. */
  reason: ReactNode;
  className: string | undefined;
  /** What the mark is told apart by in its style. */
  look?: string | undefined;
  /** By what the mark is found in the page. */
  target?: Record<`data-${string}`, boolean>;
  children: ReactNode;
}

/** A mark that is a button: it opens its reason by mouse, touch and keyboard alike, and takes the focus back. */
export function MarkWithReason({ label, reason, className, look, target, children }: Props) {
  const { button, overlay } = useLateOverlay('dialog');
  return (
    <>
      <button type="button" className={`${classes.mark} ${className ?? ''}`} data-look={look} {...target} {...button}>
        {children}
      </button>
      {overlay && (
        <Popover
          {...overlay.props}
          position="bottom-start"
          width="min(380px, calc(100vw - 24px))"
          trapFocus
          returnFocus
        >
          <Popover.Target>{overlay.target}</Popover.Target>
          <Popover.Dropdown className={classes.reason} aria-label={label} tabIndex={-1} data-autofocus>
            {reason}
          </Popover.Dropdown>
        </Popover>
      )}
    </>
  );
}
