import type { CaseDetail } from '@guichet/contracts';
import type { RefObject } from 'react';

/** The props of a timeline and its rows. */
export interface TimelineProps {
  item: CaseDetail;
  /** Undefined: everything had been read. */
  firstUnread: number | undefined;
  /** Position of a search hit to open at and mark. */
  at?: number;
  onRead: (position: number) => void;
  onOpen: (caseId: string) => void;
  /** What is being chosen for another case; undefined: nothing is. */
  chosen: ReadonlySet<string> | undefined;
  onChoose: (entryId: string) => void;
  /** Whether a reply is written below the timeline. A ref: nothing of the timeline is drawn anew for it. */
  isAnswering: RefObject<boolean>;
}
