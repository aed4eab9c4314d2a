import type { Bind, Scope } from '@guichet/access';
import type { Activity, Actor, Authentication, ChannelKind, Entry } from '@guichet/contracts';
import { withoutSurveyLinks } from './hide-survey-links.js';
import { NAMED_SENDER, senderNamedOf, type NamedSender } from './named-sender.js';
import { NOTE_VERSIONS, noteAsItIs, type NoteVersion } from './note-versions.js';
import { deliveryOf, type StoredDelivery } from './stored-delivery.js';
import type { StoredMessage, StoredNote } from './stored-entries.js';

/** An entry as the database returns it for a timeline. */
export interface EntryRow {
  id: string;
  case_id: string;
  position: number;
  case_version: number;
  kind: 'message' | 'note' | 'activity';
  at: Date;
  actor_kind: 'agent' | 'citizen' | 'system';
  actor_id: string | null;
  actor_name: string;
  channel_account_id: string | null;
  channel_kind: ChannelKind | null;
  direction: 'in' | 'out' | null;
  data: unknown;
  /** What was found later of who wrote it. */
  authentication?: Authentication | null;
  /** Who wrote it as an agent has said. */
  named?: NamedSender | null;
  /** What its author has made of a note since, oldest first. */
  versions?: readonly NoteVersion[] | null;
  delivery: StoredDelivery | null;
  other_id: string | null;
  other_reference: string | null;
  origin_id: string | null;
  origin_reference: string | null;
  citizen: { id: string; name: string } | null;
}

/**
 * SQL expression: the name of who did `e`. A provider may name a person after their message has been stored under the id of their account,
 * which says nothing to anybody: their case knows their name then.
 */
const ACTOR_NAME = `coalesce(case when e.actor_kind = 'citizen' and e.actor_name like '%:%' then (
    select own.citizen_name from cases own join citizen known on known.id = own.citizen_id join citizen author on author.root_id = known.root_id
    where own.id = e.case_id and author.id = e.actor_id
      and exists (select 1 from handle h where h.type = 'account' and h.value = e.actor_name)) end, e.actor_name)`;

export const ENTRY_COLUMNS = `e.id, e.case_id, e.position, e.case_version, e.kind, e.at, e.actor_kind, e.actor_id, ${ACTOR_NAME} as actor_name, e.channel_account_id,
  e.channel_kind, e.direction, e.data, (select found.authentication from message found where found.entry_id = e.id) as authentication,
  case e.kind when 'note' then ${NOTE_VERSIONS} end as versions, ${NAMED_SENDER} as named, other.id as other_id, other.reference as other_reference,
  origin.id as origin_id, origin.reference as origin_reference,
  case when e.kind = 'message' and e.from_case_id is not null then (
    select jsonb_build_object('id', own.citizen_id, 'name', own.citizen_name) from cases own where own.id = e.from_case_id and own.citizen_id is not null
  ) end as citizen`;
/** The case that a message came from, or that an activity is about, and the one that an activity came from, where they are in this scope. */
export const otherJoin = (visible: Scope, bind: Bind): string =>
  `left join cases other on other.id = case e.kind when 'activity' then (e.data ->> 'caseId')::uuid else e.from_case_id end
     and ${visible.sql('other', bind)}
   left join cases origin on origin.id = case e.kind when 'activity' then e.from_case_id end and ${visible.sql('origin', bind)}`;

/** What older entries do not say of an invitation. */
const NO_ANSWER = { uid: '', sequence: 0, recurrenceId: null, attendee: null };

/** What is left of a message that was canceled before it was sent: to whom it was to go. Its words are those of a draft again. */
const withoutContent = (message: StoredMessage): StoredMessage => ({
  ...{ from: message.from, to: message.to, cc: message.cc, subject: null, segments: [], html: null },
  ...{ remoteImages: [], attachments: [], claimedAt: null, flags: message.flags, hiddenParts: 0, hasOriginal: false },
});

export function toEntry(row: EntryRow): Entry {
  const actor: Actor =
    row.actor_kind === 'system'
      ? { kind: 'system', name: row.actor_name }
      : { kind: row.actor_kind, id: row.actor_id!, name: row.actor_name, ...macroOf(row) };
  const common = {
    id: row.id,
    caseId: row.case_id,
    position: row.position,
    caseVersion: row.case_version,
    at: row.at.toISOString(),
    actor,
  };
  if (row.kind === 'note')
    return { ...common, kind: 'note', ...noteAsItIs(withoutMacro(row.data as StoredNote), row.versions ?? []) };
  const other = caseNamed(row.other_id, row.other_reference);
  if (row.kind === 'activity') {
    const movedFrom = caseNamed(row.origin_id, row.origin_reference);
    const activity = activityFor(withoutMacro(row.data as Activity), other);
    return { ...common, kind: 'activity', activity, ...(movedFrom && { movedFrom }) };
  }
  const isCanceled = row.delivery?.status === 'canceled';
  const { remoteImages, ...rest } = isCanceled
    ? withoutContent(row.data as StoredMessage)
    : (row.data as StoredMessage);
  const { template: _, contradictions: __, unanswerable: ___, personal: ____, unsubscribeUrl: _____, ...shown } = rest;
  const { handoverEntryId: ______, senderApart: _______, ...stored } = shown;
  const message = withoutSurveyLinks(stored);
  return {
    ...common,
    kind: 'message',
    direction: row.direction!,
    channel: row.channel_kind!,
    channelAccountId: row.channel_account_id!,
    ...message,
    provenance: message.provenance ?? null,
    invitation: message.invitation ? { ...NO_ANSWER, ...message.invitation } : null,
    authentication: row.authentication ?? message.authentication ?? null,
    signature: message.signature ?? null,
    spam: message.spam ?? null,
    surveyScore: message.surveyScore ?? null,
    attachments: message.attachments.map((file) => ({ ...file, state: file.state ?? 'ready' })),
    movedFrom: other,
    ...senderNamedOf(row),
    // A contact that was recorded without an address names nobody: in a case of somebody else it would seem to be theirs.
    ...(row.citizen && { citizen: row.citizen }),
    text: message.segments.map(({ text }) => text).join(''),
    remoteImages: remoteImages.length,
    delivery: row.delivery && deliveryOf(row.delivery),
  };
}

const caseNamed = (caseId: string | null, reference: string | null) =>
  caseId && reference ? { caseId, reference } : null;

/** The actor names it. */
function withoutMacro<Data extends object>(data: Data): Data {
  const { macro: _, ...own } = data as Data & { macro?: string };
  return own as Data;
}

/** Its name stands with what was done by it. */
const macroOf = ({ actor_kind: kind, data }: EntryRow): { macro?: string } => {
  const { macro } = data as { macro?: string };
  return kind === 'agent' && macro !== undefined ? { macro } : {};
};

/** An activity about another case does not name that one to an agent who may not see it. */
const activityFor = (activity: Activity, other: { caseId: string; reference: string } | null): Activity =>
  'caseId' in activity ? { ...activity, ...(other ?? { caseId: null, reference: null }) } : activity;
