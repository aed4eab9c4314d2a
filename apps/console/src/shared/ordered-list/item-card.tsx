import type { ReactNode } from 'react';
import classes from './ordered-list.module.css';
import type { Part } from './sentence-parts.js';
import { SentenceLine } from './sentence-line.js';

interface Props {
  /** The name, with badges and figures beside it. */
  head: ReactNode;
  sentence: readonly Part[];
  off?: boolean;
  /** Stands below the sentence. */
  children?: ReactNode;
  /** What can be done with the item, for agents who may change it. */
  actions?: ReactNode;
}

/** One item of an ordered list: its name, what it says as a sentence, and its actions. */
export const ItemCard = ({ head, sentence, off = false, children, actions }: Props) => (
  <>
    <div className={classes.body} data-off={off || undefined}>
      <div className={classes.top}>{head}</div>
      <p className={classes.sentence}>
        <SentenceLine parts={sentence} />
      </p>
      {children}
    </div>
    {actions && <div className={classes.actions}>{actions}</div>}
  </>
);
