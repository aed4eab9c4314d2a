import {
  placeEntry,
  setStatus,
  cancelOnReply,
  writeCases,
  type EntryRowToInsert,
  type NewEntry,
  type StoredMessage,
} from '@guichet/cases';
import type { KnownHandle } from '@guichet/citizens';
import type { Actor, Activity } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { saveStartedTimers, startTimers, type CaseEvent } from '@guichet/sla';
import { nameShownIn } from './name-shown-in-case.js';
import type { ParsedMessage } from './parsed-message.js';

const INTAKE: Actor = { kind: 'system', name: 'Intake' };

interface Suggestion {
  caseId: string;
  otherId: string;
  reason: string;
}

/** Rows gathered in memory and written table by table, each in one statement. */
export class Batch {
  private readonly cases = new Map<string, Case>();
  /** New cases, with what their SLA timers depend on. */
  private readonly opened = new Map<string, CaseEvent[]>();
  /** Published in their order once it is known which cases have timers. */
  private readonly publications: ((started: ReadonlySet<string>) => void)[] = [];
  /** Cases in which a person has written. */
  private readonly written = new Set<Case>();
  private readonly entries: EntryRowToInsert[] = [];
  private readonly messages: object[] = [];
  private readonly attachments: object[] = [];
  private readonly awaited: { external_id: string; entry_id: string }[] = [];
  private readonly participants: { case_id: string; handle_id: string }[] = [];
  private suggestions: Suggestion[] = [];

  constructor(
    private readonly tx: Tx,
    locked: readonly Case[],
  ) {
    for (const item of locked) this.cases.set(item.id, item);
  }

  open(item: Case): void {
    this.cases.set(item.id, item);
    this.opened.set(item.id, []);
  }

  add(
    caseId: string,
    {
      item,
      data,
      citizen,
      isApart,
      awaits = [],
    }: {
      item: ParsedMessage;
      data: StoredMessage;
      citizen: KnownHandle | null;
      /** Nobody becomes a participant by it, nor is answered by the way that it came. */
      isApart: boolean;
      /** The external ids of messages to which it refers and which have not come. */
      awaits?: readonly string[];
    },
  ): void {
    const target = this.cases.get(caseId)!;
    const automatic = item.message.automatic;
    const isSpam = target.status === 'spam';
    // Neither reopens a case nor ends its snooze, as no agent needs to act on it; spam stays spam.
    const asksNothing = automatic === 'reply' || data.surveyScore !== undefined;
    if (target.status !== 'open' && !isSpam && !asksNothing) this.reopen(target);
    const at = timeOf(item, target, this.tx.now);
    const { id, position } = this.append(target, {
      at,
      entry: { kind: 'message', direction: 'in', channel: item.account.kind, channelAccountId: item.account.id, data },
      actor: authorOf(target, citizen, data),
      isUnlisted: asksNothing,
    });
    // Replies are sent by the channel by which the person wrote last. What is apart does not change it.
    if (!asksNothing && !isApart) target.channelAccountId = item.account.id;
    // A text such as "Bonjour" is too short to detect a language, so a later message may set it.
    if (automatic === undefined && !isApart) target.language ??= item.language;
    if (automatic === undefined && !asksNothing && !isSpam && !this.opened.has(caseId)) this.written.add(target);
    const row = { id, case_id: caseId };
    this.messages.push(messageRow(item, { row, direction: 'in', handleId: citizen?.id ?? null }));
    for (const external_id of awaits) this.awaited.push({ external_id, entry_id: id });
    for (const attachment of item.attachments)
      this.attachments.push({ ...attachment, channel_account_id: item.account.id, entry_id: id, case_id: caseId });
    if (citizen && !isApart) this.participants.push({ case_id: caseId, handle_id: citizen.id });
    const audience = { caseId, teamIds: [target.teamId] };
    if (!data.flags.includes('automatic') && !data.flags.includes('third-party'))
      this.opened.get(caseId)?.push({ type: 'in', at, position, channel: item.account.kind });
    this.publications.push((started) => {
      const data = { entryId: id, channelAccountId: item.account.id, hasTimers: started.has(caseId) };
      if (position === 1) this.tx.publish('case.opened', data, audience);
      const received = {
        entryId: id,
        position,
        automatic: automatic !== undefined || asksNothing,
        ...(isSpam ? { isSpam } : {}),
      };
      this.tx.publish('message.received', received, audience);
    });
  }

  /** Adds an activity of a case, with the system as its author. */
  addActivity(caseId: string, activity: Activity): void {
    const target = this.cases.get(caseId)!;
    this.activity(target, activity);
    if (activity.type === 'assigned') this.changed(target, 'assigned');
  }

  suggest(caseId: string, { caseId: otherId, reason }: { caseId: string; reason: string }): void {
    this.suggestions.push({ caseId, otherId, reason });
  }

  /** Writes all rows in one statement, which needs one round trip. Foreign keys are checked at its end. */
  async write(): Promise<void> {
    await this.addSuggestionActivities();
    const [saved, opened] = partition([...this.cases.values()], ({ id }) => this.opened.has(id));
    const timers = await startTimers(
      this.tx,
      opened.map((item) => ({ item, events: this.opened.get(item.id)! })),
    );
    for (const publish of this.publications) publish(timers.caseIds);
    await writeCases(this.tx, { opened, saved, entries: this.entries }, (bind) =>
      [
        this.messages.length > 0 && insertMessages(bind(this.messages)),
        this.participants.length > 0 && insertParticipants(bind(this.participants)),
        this.attachments.length > 0 && insertAttachments(bind(this.attachments)),
        this.awaited.length > 0 && insertAwaited(bind(this.awaited)),
        this.suggestions.length > 0 && insertSuggestions(bind(this.suggestions)),
      ].filter((part) => part !== false),
    );
    await saveStartedTimers(this.tx, timers);
  }

  /** Blocks the replies that must not be sent once the citizen has written. It runs after `write`, in another statement. */
  async stopAnswers(): Promise<void> {
    if (this.written.size > 0) await cancelOnReply(this.tx, [...this.written]);
  }

  private reopen(target: Case): void {
    const from = target.status;
    setStatus(target, { to: 'open', now: this.tx.now });
    this.activity(target, { type: 'status', from, to: 'open', snoozeUntil: null });
    this.changed(target, 'status');
  }

  private changed(target: Case, field: string): void {
    const audience = { caseId: target.id, teamIds: [target.teamId] };
    const data = { fields: [field], status: target.status };
    this.publications.push(() => this.tx.publish('case.changed', data, audience));
  }

  private activity(target: Case, data: Activity): void {
    this.append(target, { entry: { kind: 'activity', data }, actor: INTAKE });
  }

  private append(
    item: Case,
    { entry, actor, at, isUnlisted = false }: { entry: NewEntry; actor: Actor; at?: Date; isUnlisted?: boolean },
  ): EntryRowToInsert {
    const row = placeEntry(this.tx, { item, entry, actor, isUnlisted, id: newId() });
    this.entries.push(at && at < this.tx.now ? { ...row, at: at.toISOString() } : row);
    if (at && !isUnlisted) item.lastEntryAt = at;
    return row;
  }

  /** Says of each suggestion that it is made. What is suggested or decided on already is not suggested again. */
  private async addSuggestionActivities(): Promise<void> {
    if (this.suggestions.length === 0) return;
    const others = await this.tx.query<{ id: string; reference: string; linked: string[] }>(
      `select o.id, o.reference, array(select l.case_id from case_link l where l.other_id = o.id and l.case_id = any($2::uuid[])) as linked
       from cases o where o.id = any($1::uuid[])`,
      [this.suggestions.map(({ otherId }) => otherId), this.suggestions.map(({ caseId }) => caseId)],
    );
    const found = new Map(others.map((other) => [other.id, other]));
    const made = new Set(others.flatMap(({ id, linked }) => linked.map((caseId) => `${caseId} ${id}`)));
    const isNew = ({ caseId, otherId }: Suggestion) =>
      !made.has(`${caseId} ${otherId}`) && made.add(`${caseId} ${otherId}`);
    this.suggestions = this.suggestions.filter(isNew);
    for (const { caseId, otherId, reason } of this.suggestions) {
      const reference = found.get(otherId)?.reference ?? this.cases.get(otherId)?.reference ?? '';
      this.activity(this.cases.get(caseId)!, { type: 'link-suggested', caseId: otherId, reference, reason });
    }
  }
}

/** The author of a message: where it is not certain who of two has written it, the address alone, which says nothing of whose it is. */
function authorOf(target: Case, citizen: KnownHandle | null, { from, flags }: StoredMessage): Actor {
  if (!citizen || flags.includes('sender-uncertain'))
    return { kind: 'system', name: from?.name || citizen?.value || '' };
  return { kind: 'citizen', id: citizen.citizenId, name: nameShownIn(target, citizen, from?.name) };
}

/** What was taken this long after it had arrived lay in a mailbox before that was connected. */
const FROM_BEFORE_MS = 3_600_000;

/** When an id (UUIDv7) was made, in milliseconds. */
const madeAt = (id: string): number => Number.parseInt(id.replace('-', '').slice(0, 12), 16);

/**
 * The time of the entry of a message. Mail that lay in a mailbox before it was connected keeps its own; all else, as what was
 * in the quarantine, is of now. The entries of a case stay in the order of time.
 */
function timeOf({ envelopeId, receivedAt }: ParsedMessage, { lastEntryAt, lastPosition }: Case, now: Date): Date {
  if (Math.min(madeAt(envelopeId), now.getTime()) - receivedAt.getTime() < FROM_BEFORE_MS) return now;
  return lastPosition > 0 && lastEntryAt > receivedAt ? lastEntryAt : receivedAt;
}

function partition<Item>(items: readonly Item[], matches: (item: Item) => boolean): [no: Item[], yes: Item[]] {
  return [items.filter((item) => !matches(item)), items.filter(matches)];
}

/** A row for `insertMessages`. */
export const messageRow = (
  { account, message, envelopeId }: ParsedMessage,
  { row, ...own }: { row: Pick<EntryRowToInsert, 'id' | 'case_id'>; direction: 'in' | 'out'; handleId: string | null },
): object => ({
  entry_id: row.id,
  case_id: row.case_id,
  channel_account_id: account.id,
  direction: own.direction,
  external_id: message.externalId,
  fingerprint: own.direction === 'in' ? message.fingerprint : '',
  envelope_id: envelopeId,
  handle_id: own.handleId,
});

export const insertMessages = (rows: string): string =>
  `insert into message (entry_id, case_id, channel_account_id, direction, external_id, fingerprint, envelope_id, handle_id)
   select entry_id, case_id, channel_account_id, direction, external_id, fingerprint, envelope_id, handle_id
   from jsonb_to_recordset(${rows}) as r(entry_id uuid, case_id uuid, channel_account_id uuid, direction text, external_id text, fingerprint text, envelope_id uuid, handle_id uuid)`;

export const insertParticipants = (rows: string): string =>
  `insert into case_participant (case_id, handle_id)
   select distinct case_id, handle_id from jsonb_to_recordset(${rows}) as r(case_id uuid, handle_id uuid) on conflict do nothing`;

export const insertAttachments = (rows: string): string =>
  `insert into attachment (id, digest, name, type, size, inline, state, scan, source, channel_account_id, entry_id, case_id, created_at)
   select id, digest, name, type, size, inline, state, scan, source, channel_account_id, entry_id, case_id, at.now
   from at, jsonb_to_recordset(${rows}) as r(id uuid, digest text, name text, type text, size int, inline boolean, state text, scan jsonb, source text,
     channel_account_id uuid, entry_id uuid, case_id uuid)`;

const insertAwaited = (rows: string): string =>
  `insert into awaited_message (external_id, entry_id, since)
   select external_id, entry_id, at.now from at, jsonb_to_recordset(${rows}) as r(external_id text, entry_id uuid)
   on conflict do nothing`;

const insertSuggestions = (rows: string): string =>
  `insert into case_link (case_id, other_id, state, reason)
   select "caseId", "otherId", 'suggested', reason from jsonb_to_recordset(${rows}) as r("caseId" uuid, "otherId" uuid, reason text)
   on conflict do nothing`;
