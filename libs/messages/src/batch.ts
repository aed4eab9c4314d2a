import { setStatus, stopAsWritten, summarise, wordsOf, type NewEntry, type StoredMessage } from '@guichet/cases';
import type { KnownHandle } from '@guichet/citizens';
import type { Actor, Fact } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { OrderedIds } from '@guichet/platform';
import { languageOf, saidIn } from '@guichet/routing';
import type { Understood } from './write-batch.js';

const INTAKE: Actor = { kind: 'system', name: 'Intake' };

/** Rows gathered in memory and written table by table, each in one statement. */
export class Batch {
  private readonly cases = new Map<string, Case>();
  private readonly opened = new Set<string>();
  /** Cases in which a person has written. */
  private readonly written = new Set<Case>();
  private readonly entries: object[] = [];
  private readonly messages: object[] = [];
  private readonly attachments: object[] = [];
  private readonly participants: { case_id: string; handle_id: string }[] = [];
  private readonly suggestions: { caseId: string; otherId: string; reason: string }[] = [];

  /** Lines of one conversation may be of one millisecond: their ids keep the order in which they were said. */
  private readonly ids = new OrderedIds();

  constructor(
    private readonly tx: Tx,
    locked: readonly Case[],
  ) {
    for (const item of locked) this.cases.set(item.id, item);
  }

  open(item: Case): void {
    this.cases.set(item.id, item);
    this.opened.add(item.id);
  }

  add(caseId: string, item: Understood, data: StoredMessage, citizen: KnownHandle | null, thirdParty: boolean): void {
    const target = this.cases.get(caseId)!;
    const automatic = item.message.automatic;
    // A robot's word neither reopens a case nor wakes it: there is nothing to do about it.
    if (target.status !== 'open' && automatic !== 'reply') this.reopen(target);
    const id = this.ids.next();
    const entry: NewEntry = {
      kind: 'message',
      direction: 'in',
      channel: item.account.kind,
      channelId: item.account.id,
      data,
      id,
    };
    const position = this.append(
      target,
      entry,
      citizen
        ? { kind: 'citizen', id: citizen.citizenId, name: nameIn(target, citizen, data) }
        : { kind: 'system', name: data.from?.name ?? '' },
      id,
    );
    if (automatic !== 'reply') {
      summarise(target, entry, this.tx.now, position);
      // The channel by which a person wrote last is the one to answer by; a third party changes nothing.
      if (!thirdParty) target.channelId = item.account.id;
    }
    // "Bonjour" alone tells nothing: the next line may.
    if (automatic === undefined && !thirdParty) target.language ??= languageOf(saidIn(data.segments));
    if (automatic === undefined && !this.opened.has(caseId)) this.written.add(target);
    this.messages.push({
      entry_id: id,
      case_id: caseId,
      channel_id: item.account.id,
      external_id: item.message.externalId,
      fingerprint: item.message.fingerprint,
      envelope_id: item.envelopeId,
      handle_id: citizen?.id ?? null,
    });
    for (const attachment of item.attachments)
      this.attachments.push({ ...attachment, channel_id: item.account.id, entry_id: id, case_id: caseId });
    if (citizen && !thirdParty) this.participants.push({ case_id: caseId, handle_id: citizen.id });
    const audience = { caseId, teamIds: [target.teamId] };
    if (position === 1) this.tx.publish('case.opened', { entryId: id, channelId: item.account.id }, audience);
    this.tx.publish('message.received', { entryId: id, position, automatic: automatic !== undefined }, audience);
  }

  /** A fact about a case, in our name. */
  tell(caseId: string, fact: Fact): void {
    const target = this.cases.get(caseId)!;
    this.fact(target, fact);
    if (fact.type === 'assigned') this.changed(target, 'assigned');
  }

  suggest(caseId: string, { caseId: otherId, reason }: { caseId: string; reason: string }): void {
    this.suggestions.push({ caseId, otherId, reason });
  }

  /** Everything in one statement, which is waited for once; foreign keys are checked at its end. */
  async write(): Promise<void> {
    await this.addSuggestionFacts();
    for (const item of this.cases.values()) item.version += 1;
    const [changed, opened] = partition([...this.cases.values()], ({ id }) => this.opened.has(id));
    const parameters: unknown[] = [this.tx.now];
    const bind: Bind = (rows) => `$${parameters.push(JSON.stringify(rows))}::jsonb`;
    const parts = [
      opened.length > 0 && insertCases(bind(opened.map(columns))),
      changed.length > 0 && updateCases(bind(changed.map(columns))),
      ...this.insertedEntries(bind),
      this.messages.length > 0 && insertMessages(bind(this.messages)),
      this.participants.length > 0 && insertParticipants(bind(this.participants)),
      this.attachments.length > 0 && insertAttachments(bind(this.attachments)),
      this.suggestions.length > 0 && insertSuggestions(bind(this.suggestions)),
    ].filter((part) => part !== false);
    if (parts.length === 0) return;
    const steps = parts.map((part, n) => `part_${n} as (${part})`);
    await this.tx.query(`with at(now) as (select $1::timestamptz), ${steps.join(', ')} select 1`, parameters);
  }

  /** Answers that were not to leave once the citizen had written. After `write`, in one statement more. */
  async stopAnswers(): Promise<void> {
    if (this.written.size > 0) await stopAsWritten(this.tx, [...this.written]);
  }

  private insertedEntries(bind: Bind): string[] {
    if (this.entries.length === 0) return [];
    const rows = bind(this.entries);
    return [insertEntries(rows), insertWords(rows)];
  }

  private reopen(target: Case): void {
    const from = target.status;
    setStatus(target, 'open', this.tx.now);
    this.fact(target, { type: 'status', from, to: 'open', snoozeUntil: null });
    this.changed(target, 'status');
  }

  private changed(target: Case, field: string): void {
    const audience = { caseId: target.id, teamIds: [target.teamId] };
    this.tx.publish('case.changed', { fields: [field], status: target.status }, audience);
  }

  private fact(target: Case, data: Fact): void {
    this.append(target, { kind: 'fact', data }, INTAKE, this.ids.next());
  }

  private append(target: Case, entry: NewEntry, actor: Actor, id: string): number {
    target.lastPosition += 1;
    const message = entry.kind === 'message' ? entry : null;
    this.entries.push({
      id,
      case_id: target.id,
      position: target.lastPosition,
      kind: entry.kind,
      actor_kind: actor.kind,
      actor_id: 'id' in actor ? actor.id : null,
      actor_name: actor.name,
      channel_id: message?.channelId ?? null,
      channel_kind: message?.channel ?? null,
      direction: message?.direction ?? null,
      data: entry.data,
      words: wordsOf(entry),
      case_version: target.version + 1,
    });
    return target.lastPosition;
  }

  private async addSuggestionFacts(): Promise<void> {
    if (this.suggestions.length === 0) return;
    const others = await this.tx.query<{ id: string; reference: string }>(
      `select id, reference from cases where id = any($1::uuid[])`,
      [this.suggestions.map(({ otherId }) => otherId)],
    );
    const reference = (id: string) =>
      others.find((other) => other.id === id)?.reference ?? this.cases.get(id)?.reference ?? '';
    for (const { caseId, otherId, reason } of this.suggestions) {
      this.fact(this.cases.get(caseId)!, {
        type: 'link-suggested',
        caseId: otherId,
        reference: reference(otherId),
        reason,
      });
    }
  }
}

/** Whoever writes bears the name that they give, or that the case tells: never one that only others have been told. */
const nameIn = (item: Case, { citizenId, value }: KnownHandle, { from }: StoredMessage): string =>
  from?.name || (citizenId === item.citizenId ? item.citizenName : value);

type Bind = (rows: readonly object[]) => string;

function partition<Item>(items: readonly Item[], matches: (item: Item) => boolean): [no: Item[], yes: Item[]] {
  return [items.filter((item) => !matches(item)), items.filter(matches)];
}

const insertCases = (rows: string): string =>
  `insert into cases (id, reference, subject, priority, team_id, assignee_id, kind_id, language, tags, citizen_id, citizen_name, channels, channel_id, preview, last_kind, last_direction,
     last_entry_at, last_position, last_inbound_position, opened_at, version)
   select id, reference, subject, priority, team_id, assignee_id, kind_id, language, tags, citizen_id, citizen_name, channels, channel_id, preview,
     last_kind, last_direction, last_entry_at, last_position, last_inbound_position, opened_at, version
   from jsonb_to_recordset(${rows}) as r(id uuid, reference text, subject text, priority text, team_id uuid, assignee_id uuid, kind_id uuid,
     language text, tags text[], citizen_id uuid, citizen_name text, channels text[], channel_id uuid, preview text, last_kind text, last_direction text, last_entry_at timestamptz,
     last_position int, last_inbound_position int, opened_at timestamptz, version int)`;

const updateCases = (rows: string): string =>
  `update cases c set status = r.status, snooze_until = r.snooze_until, closed_at = r.closed_at, channels = r.channels,
     channel_id = r.channel_id, preview = r.preview, last_kind = r.last_kind, last_direction = r.last_direction,
     last_entry_at = r.last_entry_at, last_position = r.last_position, last_inbound_position = r.last_inbound_position, language = r.language,
     version = r.version
   from jsonb_to_recordset(${rows}) as r(id uuid, status text, snooze_until timestamptz, closed_at timestamptz, channels text[],
     channel_id uuid, preview text, last_kind text, last_direction text, last_entry_at timestamptz, last_position int,
     last_inbound_position int, language text, version int)
   where c.id = r.id`;

const insertEntries = (rows: string): string =>
  `insert into timeline_entry (id, case_id, position, kind, at, actor_kind, actor_id, actor_name, channel_id, channel_kind, direction, data, case_version)
   select id, case_id, position, kind, at.now, actor_kind, actor_id, actor_name, channel_id, channel_kind, direction, data, case_version
   from at, jsonb_to_recordset(${rows}) as r(id uuid, case_id uuid, position int, kind text, actor_kind text, actor_id uuid, actor_name text,
     channel_id uuid, channel_kind text, direction text, data jsonb, case_version int)`;

const insertWords = (rows: string): string =>
  `insert into entry_words (entry_id, case_id, search) select id, case_id, to_tsvector('guichet', words)
   from jsonb_to_recordset(${rows}) as r(id uuid, case_id uuid, words text) where words is not null`;

const insertMessages = (rows: string): string =>
  `insert into message (entry_id, case_id, channel_id, direction, external_id, fingerprint, envelope_id, handle_id)
   select entry_id, case_id, channel_id, 'in', external_id, fingerprint, envelope_id, handle_id
   from jsonb_to_recordset(${rows}) as r(entry_id uuid, case_id uuid, channel_id uuid, external_id text, fingerprint text, envelope_id uuid, handle_id uuid)`;

const insertParticipants = (rows: string): string =>
  `insert into case_participant (case_id, handle_id)
   select distinct case_id, handle_id from jsonb_to_recordset(${rows}) as r(case_id uuid, handle_id uuid) on conflict do nothing`;

const insertAttachments = (rows: string): string =>
  `insert into attachment (id, digest, name, type, size, inline, state, source, channel_id, entry_id, case_id, created_at)
   select id, digest, name, type, size, inline, state, source, channel_id, entry_id, case_id, at.now
   from at, jsonb_to_recordset(${rows}) as r(id uuid, digest text, name text, type text, size int, inline boolean, state text, source text,
     channel_id uuid, entry_id uuid, case_id uuid)`;

const insertSuggestions = (rows: string): string =>
  `insert into case_link (case_id, other_id, state, reason)
   select "caseId", "otherId", 'suggested', reason from jsonb_to_recordset(${rows}) as r("caseId" uuid, "otherId" uuid, reason text)
   on conflict do nothing`;

const columns = (item: Case) => ({
  id: item.id,
  reference: item.reference,
  subject: item.subject,
  status: item.status,
  priority: item.priority,
  team_id: item.teamId,
  assignee_id: item.assigneeId,
  kind_id: item.kindId,
  language: item.language,
  tags: item.tags,
  citizen_id: item.citizenId,
  citizen_name: item.citizenName,
  channels: item.channels,
  channel_id: item.channelId,
  preview: item.preview,
  last_kind: item.lastKind,
  last_direction: item.lastDirection,
  last_entry_at: item.lastEntryAt,
  last_position: item.lastPosition,
  last_inbound_position: item.lastInboundPosition,
  snooze_until: item.snoozeUntil,
  closed_at: item.closedAt,
  opened_at: item.openedAt,
  version: item.version,
});
