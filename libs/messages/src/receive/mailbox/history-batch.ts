import {
  newCase,
  placeEntry,
  previewOf,
  reorderByTime,
  visibleText,
  learnWordsOf,
  writeCases,
  type EntryRowToInsert,
  type StoredMessage,
} from '@guichet/cases';
import type { KnownHandle } from '@guichet/citizens';
import type { Actor } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { idAt } from '@guichet/platform';
import { insertAttachments, insertMessages, insertParticipants, messageRow } from '../rows-to-insert-in-batch.js';
import type { ParsedMessage } from '../parsed-message.js';
import { indexEntries } from '../../disclosure/index-personal-values.js';
import { storedMessage } from '../stored-from-parsed-message.js';

/** Rows of imported messages, gathered in memory and written in one statement. */
export class HistoryBatch {
  private readonly cases: Map<string, Case>;
  private readonly opened = new Set<Case>();
  private readonly entries: EntryRowToInsert[] = [];
  private readonly messages: object[] = [];
  private readonly attachments: object[] = [];
  private readonly participants: { case_id: string; handle_id: string }[] = [];
  /** What is put into cases at work, by the ids of its entries. */
  private readonly atWork = new Map<string, Case>();

  constructor(
    private readonly tx: Tx,
    locked: ReadonlyMap<string, Case>,
  ) {
    this.cases = new Map(locked);
  }

  /** The case with an id, or the one that it was merged into. */
  caseOf(caseId: string): Case {
    return this.cases.get(caseId)!;
  }

  citizenOf(caseId: string): string | null {
    return this.cases.get(caseId)?.citizenId ?? null;
  }

  /** Opens a case that is closed already; `follows`: the restricted case whose team and agents it is given. */
  open(
    id: string,
    item: ParsedMessage,
    { reference, citizen, follows }: { reference: string; citizen: KnownHandle | null; follows: Case | null },
  ): Case {
    const { message, account, origin } = item;
    const opened = newCase({
      ...{ id, reference, status: 'closed', channelAccountId: account.id },
      teamId: follows?.teamId ?? account.teamId,
      restrictedTo: follows?.restrictedTo ?? null,
      subject: message.subject.trim() || previewOf(visibleText(message.segments)).slice(0, 100),
      citizenId: citizen?.citizenId ?? null,
      citizenName: citizen ? message.from?.name || citizen.value : '',
      language: item.language,
      openedAt: origin!.history!,
      closedAt: origin!.history!,
      importedAt: this.tx.now,
    });
    this.cases.set(id, opened);
    this.opened.add(opened);
    return opened;
  }

  addReceived(
    caseId: string,
    item: ParsedMessage,
    { citizen, isPart }: { citizen: KnownHandle | null; isPart: boolean },
  ): void {
    const { from } = item.message;
    const actor: Actor = citizen
      ? { kind: 'citizen', id: citizen.citizenId, name: from?.name || citizen.value }
      : { kind: 'system', name: from?.name ?? '' };
    const data = storedMessage(item, isPart ? ['imported'] : ['imported', 'third-party']);
    this.add(caseId, item, { direction: 'in', actor, data, handleId: citizen?.id ?? null });
    if (citizen && isPart) this.participants.push({ case_id: this.cases.get(caseId)!.id, handle_id: citizen.id });
  }

  addSent(caseId: string, item: ParsedMessage, actor: Actor): void {
    const data = storedMessage(item, ['imported', 'sent-elsewhere']);
    this.add(caseId, item, { direction: 'out', actor, data, handleId: null });
  }

  /** Writes all rows in one statement; only what stands in cases at work needs more, to come to its place there. */
  async write(): Promise<void> {
    const cases = [...new Set(this.cases.values())];
    const opened = cases.filter((item) => this.opened.has(item));
    const saved = cases.filter((item) => !this.opened.has(item) && item.mergedIntoId === null);
    await writeCases(this.tx, { opened, saved, entries: this.entries }, (bind) =>
      [
        insertMessages(bind(this.messages)),
        this.participants.length > 0 && insertParticipants(bind(this.participants)),
        this.attachments.length > 0 && insertAttachments(bind(this.attachments)),
      ].filter((part) => part !== false),
    );
    await reorderByTime(this.tx, [...new Set(this.atWork.values())], new Set(this.atWork.keys()));
    // Of the history no event tells, by which the values of other messages are indexed.
    const entryIds = this.entries.map(({ id }) => id);
    await indexEntries(
      this.tx,
      entryIds,
      opened.map(({ id }) => id),
    );
    await learnWordsOf(this.tx, entryIds);
  }

  private add(
    caseId: string,
    item: ParsedMessage,
    written: { direction: 'in' | 'out'; actor: Actor; data: StoredMessage; handleId: string | null },
  ): void {
    const { direction, actor, data, handleId } = written;
    const target = this.cases.get(caseId)!;
    const at = item.origin!.history!;
    const isAtWork = target.importedAt === null || target.status !== 'closed';
    const { lastEntryAt, lastInboundPosition } = target;
    const { kind: channel, id: channelAccountId } = item.account;
    const entry = { kind: 'message', direction, channel, channelAccountId, data } as const;
    const row = placeEntry(this.tx, { item: target, entry, actor, isUnlisted: isAtWork, id: idAt(at) });
    this.entries.push({ ...row, at: at.toISOString() });
    if (isAtWork) this.atWork.set(row.id, target);
    if (!isAtWork) {
      target.lastEntryAt = at > lastEntryAt ? at : lastEntryAt;
      target.closedAt = target.lastEntryAt;
      // What is history is nobody's unread mail.
      target.lastInboundPosition = lastInboundPosition;
    }
    this.messages.push(messageRow(item, { row, direction, handleId }));
    for (const file of item.attachments)
      this.attachments.push({
        ...file,
        ...{ channel_account_id: item.account.id, entry_id: row.id, case_id: row.case_id },
      });
  }
}
