import type { Part } from './sentence-parts.js';
import classes from './ordered-list.module.css';

/** A sentence in which the chosen values are highlighted. */
export const SentenceLine = ({ parts }: { parts: readonly Part[] }) =>
  parts.map((part, index) =>
    typeof part === 'string' ? (
      part
    ) : (
      <bdi key={index} className={classes.chosen}>
        {part.chosen}
      </bdi>
    ),
  );
