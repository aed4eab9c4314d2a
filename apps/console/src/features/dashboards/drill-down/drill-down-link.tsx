import type { MetricName } from '@guichet/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { behindWord, type BehindPoint } from '../history/history-search-and-requests.js';

/** Survey responses are kept apart from the identity of people, so their figures have no link to cases. */
export const hasCases = (metric: MetricName) => metric !== 'satisfaction';

interface Props {
  metric: MetricName;
  point?: BehindPoint;
  /** How many cases are there; of none there is no list. */
  count: number;
  children: ReactNode;
}

/** A number that opens the cases it counts. */
export function DrillDownLink({ metric, point, count, children }: Props) {
  if (count === 0 || !hasCases(metric)) return children;
  return (
    <Link
      to="."
      search={(before) => ({ ...before, behind: behindWord(metric, point) })}
      resetScroll={false}
      data-behind
    >
      {children}
    </Link>
  );
}
