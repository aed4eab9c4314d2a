import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './explained-label.module.css';

interface Props {
  /** What the number is, in a sentence or two. */
  text: string;
  children: ReactNode;
}

/** The label of a number, with an explanation on hover and on focus. */
export function ExplainedLabel({ text, children }: Props) {
  return (
    <Tooltip label={text} multiline maw={280} events={{ hover: true, focus: true, touch: true }} openDelay={200}>
      <button type="button" className={classes.explained}>
        {children}
      </button>
    </Tooltip>
  );
}
