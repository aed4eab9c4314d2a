import type { CaseViewers } from '@guichet/contracts';

type Viewer = CaseViewers['agents'][number];

/**
 * Returns the colleague from whom a case can be taken over: whoever writes in it, or the last who did, as long as they have it open.
 * Nobody writes without a pause, and an offer that came and went with each would be there for nobody.
 */
export const writerToTakeOver = (before: Viewer | undefined, others: readonly Viewer[]): Viewer | undefined =>
  others.find(({ state }) => state === 'writing') ?? others.find(({ id }) => id === before?.id);
