import type { ReactNode } from 'react';
import classes from './composer.module.css';

/** The line below the text: tools on the left, the state of the draft and the send button on the right. */
export const ComposerFoot = ({ children }: { children: ReactNode }) => <div className={classes.foot}>{children}</div>;
