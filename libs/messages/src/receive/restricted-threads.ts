import { copyRestriction } from '@guichet/cases';
import type { Case, Tx } from '@guichet/database';
import { conversationKey } from './conversations-of-batch.js';
import { withPrefix, type Arrival, type ThreadIndex } from './batch-thread-index.js';
import { casesReferredTo, type Thread } from './threading.js';

/**
 * The restricted case that a message which opens a case points to, with or without proof, or goes on from after a long time: it
 * may quote what only the agents of that case may read. Undefined where there is none.
 */
export function restrictedCaseOf(
  { message, account }: Arrival,
  thread: Thread,
  index: ThreadIndex,
): string | undefined {
  if (thread.to !== 'new' || index.restricted.size === 0) return undefined;
  const ended = account.conversation && message.from && index.ended.get(conversationKey(account.id, message.from));
  return [
    ...(thread.suggested ? [thread.suggested.caseId] : []),
    ...casesReferredTo(message, index),
    ...withPrefix(message.threadKeys, 'ref:').flatMap((id) => index.hidden.get(id) ?? []),
    ...withPrefix(message.threadKeys, 'hint:').flatMap((reference) => index.references.get(reference) ?? []),
    ...(ended ? [ended] : []),
  ].find((caseId) => index.restricted.has(caseId));
}

/** The restricted cases whose team and agents the cases that a batch opens are given. */
export class FollowedRestrictions {
  private readonly opened = new Map<string, { from: Case; into: Case }>();

  constructor(private readonly locked: ReadonlyMap<string, Case>) {}

  /** The case with this id, unless its restriction was lifted since the batch was read. */
  of(caseId: string | undefined): Case | null {
    if (caseId === undefined) return null;
    const item = this.opened.get(caseId)?.into ?? this.locked.get(caseId);
    return item?.restrictedTo ? item : null;
  }

  add(from: Case | null, into: Case): void {
    if (from) this.opened.set(into.id, { from, into });
  }

  /** Writes why each of them is restricted, once they are written themselves. */
  async save(tx: Tx): Promise<void> {
    for (const { from, into } of this.opened.values()) await copyRestriction(tx, from, into);
  }
}
