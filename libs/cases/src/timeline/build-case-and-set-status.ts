import { newId } from '@guichet/platform';
import type { CaseStatus } from '@guichet/contracts';
import { Case } from '@guichet/database';

/** What a new case must say of itself; what it may say is nothing, or as a new case has it. */
export type NewCase = Pick<Case, 'reference' | 'subject' | 'teamId' | 'openedAt'> & Partial<Case>;

/** A new case without entries, not yet written: `insertCase` or `writeCases` does that. */
export const newCase = (fields: NewCase): Case =>
  Object.assign(new Case(), {
    id: newId(),
    status: 'open',
    priority: 'normal',
    assigneeId: null,
    restrictedTo: null,
    citizenId: null,
    citizenName: '',
    channels: [],
    channelAccountId: null,
    tags: [],
    fieldTerms: [],
    preview: '',
    lastKind: 'note',
    lastDirection: null,
    lastEntryAt: fields.openedAt,
    lastPosition: 0,
    lastInboundPosition: 0,
    lastSideAnswerPosition: 0,
    deliveryProblem: null,
    snoozeUntil: null,
    dueAt: null,
    dueFor: null,
    caseTypeId: null,
    language: null,
    closedAt: null,
    importedAt: null,
    mergedIntoId: null,
    handoverEntryId: null,
    version: 0,
    ...fields,
  } satisfies Case);

/** Moves a locked case to a status, with all that goes with it. */
export function setStatus(
  item: Case,
  { to, now, snoozeUntil = null }: { to: CaseStatus; now: Date; snoozeUntil?: Date | null },
): void {
  item.status = to;
  item.snoozeUntil = to === 'snoozed' ? snoozeUntil : null;
  item.closedAt = to === 'closed' ? now : null;
  if (to === 'closed') item.handoverEntryId = null;
}
