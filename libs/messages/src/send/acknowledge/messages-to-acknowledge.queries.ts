import { isOpen, listBusinessHours } from '@guichet/calendars';
import type { ChannelKind, Handle, SaveAcknowledgement, Unanswerable } from '@guichet/contracts';
import { authenticationOf, type Reader } from '@guichet/database';
import type { ReceivedMessage } from '../queue-automatic-message.js';
import { chooseTemplate } from './choose-template.js';

/** A message that its account acknowledges, with what decides whether and how. */
export interface MessageToAcknowledge extends ReceivedMessage {
  entryId: string;
  caseId: string;
  channelAccountId: string;
  kind: ChannelKind;
  /** What its sender calls themselves. */
  name: string;
  templateId: string;
}

interface Row {
  entryId: string;
  caseId: string;
  channelAccountId: string;
  kind: ChannelKind;
  caseTypeId: string | null;
  teamId: string;
  setting: Pick<SaveAcknowledgement, 'templateId' | 'closedTemplateId' | 'caseTypes'>;
  from: Pick<Handle, 'type' | 'value'> | null;
  name: string | null;
  flags: string[];
  unanswerable: Unanswerable | null;
  byAgent: boolean;
  fromQuarantine: boolean;
  isSpam: boolean;
  verdict: string | null;
  at: Date;
  claimedAt: string | null;
}

/**
 * Those of these messages that the settings of their accounts want to be acknowledged, in the order of their arrival, and for which that
 * was not decided yet; `isPlanned`: for which it was. Indexes `message_pkey`, `timeline_entry_pkey`, `automatic_message_pkey`.
 */
export async function messagesToAcknowledge(
  reader: Reader,
  entryIds: readonly string[],
  { isPlanned = false }: { isPlanned?: boolean } = {},
): Promise<MessageToAcknowledge[]> {
  const rows = await reader.query<Row>(
    `select e.id as "entryId", m.case_id as "caseId", m.channel_account_id as "channelAccountId", e.channel_kind as kind,
       c.case_type_id as "caseTypeId", c.team_id as "teamId",
       jsonb_build_object('templateId', a.template_id, 'closedTemplateId', a.closed_template_id, 'caseTypes', a.case_types) as setting,
       case when h.id is not null then jsonb_build_object('type', h.type, 'value', h.value) end as "from", e.data -> 'from' ->> 'name' as name,
       array(select jsonb_array_elements_text(e.data -> 'flags')) as flags, e.data ->> 'unanswerable' as unanswerable,
       e.actor_kind = 'agent' as "byAgent", coalesce(v.decision is not null, false) as "fromQuarantine",
       c.status = 'spam' or e.data ? 'spam' as "isSpam", ${authenticationOf('e')} ->> 'verdict' as verdict,
       e.at, e.data ->> 'claimedAt' as "claimedAt"
     from unnest($1::uuid[]) w(id) join message m on m.entry_id = w.id and m.direction = 'in'
     join acknowledgement a on a.channel_account_id = m.channel_account_id and a.enabled
     join timeline_entry e on e.id = m.entry_id and e.at >= a.since join cases c on c.id = m.case_id
     left join handle h on h.id = m.handle_id left join envelope v on v.id = m.envelope_id
     left join automatic_message s on s.cause_id = w.id
     where not e.data -> 'flags' ? 'survey-response' and case when $2 then s.entry_id is null and s.reason is null and s.cause_id is not null else s.cause_id is null end
     order by e.id`,
    [entryIds, isPlanned],
  );
  if (rows.length === 0) return [];
  const hours = await listBusinessHours(reader, [...new Set(rows.map(({ teamId }) => teamId))]);
  return rows.flatMap(({ setting, teamId, caseTypeId, ...row }) => {
    const schedule = hours.get(teamId);
    const isClosed = schedule !== undefined && !isOpen(schedule, row.at);
    const templateId = chooseTemplate(setting, { kind: row.kind, caseTypeId, isClosed });
    if (templateId === null) return [];
    return { ...row, templateId, name: row.name ?? '', claimedAt: row.claimedAt ? new Date(row.claimedAt) : null };
  });
}
