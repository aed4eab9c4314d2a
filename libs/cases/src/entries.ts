import { randomUUIDv7 } from 'node:crypto';
import type {
  Actor,
  Attachment,
  ChannelKind,
  Delivery,
  Entry,
  Fact,
  Handle,
  MessageEntry,
  Provenance,
} from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';

/** What `timeline_entry.data` holds for each kind. */
export interface StoredMessage {
  from: Handle | null;
  to: Handle[];
  cc: Handle[];
  subject: string | null;
  segments: MessageEntry['segments'];
  html: string | null;
  /** Addresses of the remote images, by their number. They are fetched by us, on request only. */
  remoteImages: string[];
  attachments: Attachment[];
  claimedAt: string | null;
  flags: MessageEntry['flags'];
  hiddenParts: number;
  hasOriginal: boolean;
  /** Sent as a message that the provider had approved, with these values in its blanks. */
  template?: { name: string; language: string; values: string[] };
  /** From which of our own templates it was made, and what the agent changed of it. */
  provenance?: Provenance;
}
export interface StoredNote {
  text: string;
  mentions: string[];
}

export type NewEntry =
  | {
      kind: 'message';
      direction: 'in' | 'out';
      channel: ChannelKind;
      channelId: string;
      data: StoredMessage;
      id?: string;
    }
  | { kind: 'note'; data: StoredNote }
  | { kind: 'fact'; data: Fact };

/** Appends one entry to a locked case and keeps its summary; `saveCase` writes the summary. */
export async function record(
  tx: Tx,
  item: Case,
  entry: NewEntry,
  actor: Actor = tx.actor,
): Promise<{ id: string; position: number }> {
  const id = (entry.kind === 'message' ? entry.id : undefined) ?? randomUUIDv7();
  const position = item.lastPosition + 1;
  item.lastPosition = position;
  if (entry.kind !== 'fact') summarise(item, entry, tx.now, position);
  const channel = entry.kind === 'message' ? entry : null;
  await tx.query(
    `with entry as (
       insert into timeline_entry (id, case_id, position, kind, at, actor_kind, actor_id, actor_name, channel_id, channel_kind, direction, data, case_version)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id)
     insert into entry_words (entry_id, case_id, search) select id, $2, to_tsvector('guichet', $14) from entry where $14::text is not null`,
    [
      id,
      item.id,
      position,
      entry.kind,
      tx.now,
      actor.kind,
      'id' in actor ? actor.id : null,
      actor.name,
      channel?.channelId ?? null,
      channel?.channel ?? null,
      channel?.direction ?? null,
      JSON.stringify(entry.data),
      item.version + 1,
      wordsOf(entry, item.subject),
    ],
  );
  return { id, position };
}

export function summarise(item: Case, entry: Exclude<NewEntry, { kind: 'fact' }>, at: Date, position: number): void {
  item.preview = previewOf(entry.kind === 'note' ? entry.data.text : visibleText(entry.data.segments));
  item.lastKind = entry.kind;
  item.lastDirection = entry.kind === 'message' ? entry.direction : null;
  item.lastEntryAt = at;
  if (entry.kind === 'message') {
    if (!item.channels.includes(entry.channel)) item.channels = [...item.channels, entry.channel];
    if (entry.direction === 'in') item.lastInboundPosition = position;
  }
}

export const visibleText = (segments: MessageEntry['segments']): string =>
  segments
    .filter(({ kind }) => kind === 'visible')
    .map(({ text }) => text)
    .join('');

const characters = new Intl.Segmenter();
const PREVIEW = 160;

export const previewOf = (text: string): string => {
  const line = text.slice(0, 1000).replace(/\s+/gu, ' ').trim();
  if (line.length <= PREVIEW) return line;
  // Cut between characters as people see them, never inside one.
  return `${line.slice(0, characters.segment(line).containing(PREVIEW - 1)!.index)}…`;
};

/** A tsvector holds at most a megabyte: the first words are enough to find a message by. */
const SEARCHED_CHARACTERS = 60_000;

/** The words by which the search box finds an entry; null for what is not searched. */
export function wordsOf(entry: NewEntry, subject?: string): string | null {
  // An elision is two words: whoever looks for "hôtel" means "l’hôtel" too.
  return textOf(entry, subject)?.slice(0, SEARCHED_CHARACTERS).replace(/['’ʼ]/g, ' ') ?? null;
}

function textOf(entry: NewEntry, opened?: string): string | null {
  if (entry.kind === 'note') return entry.data.text;
  if (entry.kind === 'fact') {
    // Of a case that an agent opened no message bears the subject.
    if (entry.data.type === 'opened') return opened ?? null;
    return entry.data.type === 'subject' ? entry.data.to : null;
  }
  const { from, to, cc, subject, segments, attachments } = entry.data;
  // Our own addresses are in every message: they would find everything, so only the other side's are words.
  const people = (entry.direction === 'in' ? [from] : [...to, ...cc]).filter((handle) => handle !== null);
  return [
    subject ?? '',
    ...people.flatMap(({ name, value }) => [name ?? '', value, value.replace(/[@._+-]+/g, ' ')]),
    ...attachments.map(({ name }) => `${name} ${name.replace(/[._-]+/g, ' ')}`),
    ...segments.map(({ text }) => text),
  ].join('\n');
}

export interface EntryRow {
  id: string;
  case_id: string;
  position: number;
  case_version: number;
  kind: 'message' | 'note' | 'fact';
  at: Date;
  actor_kind: 'agent' | 'citizen' | 'system';
  actor_id: string | null;
  actor_name: string;
  channel_id: string | null;
  channel_kind: ChannelKind | null;
  direction: 'in' | 'out' | null;
  data: unknown;
  delivery: (Omit<Delivery, 'dueAt'> & { dueAt: string | null }) | null;
  other_id: string | null;
  other_reference: string | null;
}

export const ENTRY_COLUMNS = `e.id, e.case_id, e.position, e.case_version, e.kind, e.at, e.actor_kind, e.actor_id, e.actor_name, e.channel_id,
  e.channel_kind, e.direction, e.data, other.id as other_id, other.reference as other_reference`;
/** The case that a moved entry came to, or that a fact tells of, where it is one of these teams: a parameter, null for all. */
export const otherJoin = (teams: string): string =>
  `left join cases other on other.id = case e.kind when 'fact' then (e.data ->> 'caseId')::uuid else e.from_case_id end
     and (${teams}::uuid[] is null or other.team_id = any(${teams}))`;
export const DELIVERY_JSON = `case when d.entry_id is null then null else jsonb_build_object(
  'status', d.state, 'reason', d.reason, 'at', d.changed_at, 'dueAt', case when d.state in ('held', 'queued') then d.due_at end,
  'attempts', d.attempts, 'recipients', d.recipients, 'unlessWritten', d.unless_written) end as delivery`;

const iso = (value: string) => new Date(value).toISOString();

export function toEntry(row: EntryRow): Entry {
  const actor: Actor =
    row.actor_kind === 'system'
      ? { kind: 'system', name: row.actor_name }
      : { kind: row.actor_kind, id: row.actor_id!, name: row.actor_name };
  const common = {
    id: row.id,
    caseId: row.case_id,
    position: row.position,
    caseVersion: row.case_version,
    at: row.at.toISOString(),
    actor,
  };
  if (row.kind === 'note') return { ...common, kind: 'note', ...(row.data as StoredNote) };
  const other = row.other_id && row.other_reference ? { caseId: row.other_id, reference: row.other_reference } : null;
  if (row.kind === 'fact') return { ...common, kind: 'fact', fact: factFor(row.data as Fact, other) };
  const { remoteImages, template: _, ...message } = row.data as StoredMessage;
  return {
    ...common,
    kind: 'message',
    direction: row.direction!,
    channel: row.channel_kind!,
    channelId: row.channel_id!,
    ...message,
    provenance: message.provenance ?? null,
    attachments: message.attachments.map((file) => ({ ...file, state: file.state ?? 'ready' })),
    movedFrom: other,
    text: message.segments.map(({ text }) => text).join(''),
    remoteImages: remoteImages.length,
    delivery: row.delivery && {
      ...row.delivery,
      at: iso(row.delivery.at),
      dueAt: row.delivery.dueAt && iso(row.delivery.dueAt),
    },
  };
}

/** A fact about another case does not name it to whoever may not see it. */
const factFor = (fact: Fact, other: { caseId: string; reference: string } | null): Fact =>
  'caseId' in fact ? { ...fact, ...(other ?? { caseId: null, reference: null }) } : fact;
