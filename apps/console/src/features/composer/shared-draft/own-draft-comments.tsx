import type { CaseDetail } from '@guichet/contracts';
import { DraftComments } from './draft-comments.js';
import classes from './shared-draft.module.css';

/** Below the composer, and no part of it: the keys that send a reply are not those of a comment. */
export const OwnDraftComments = ({ item }: { item: CaseDetail }) => (
  <div className={classes.below}>
    <DraftComments item={item} />
  </div>
);
