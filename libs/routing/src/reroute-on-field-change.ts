import { isDeepStrictEqual } from 'node:util';
import { organisationOf } from '@guichet/access';
import { valuesOfCases, type StoredMessage } from '@guichet/cases';
import type { Activity, ChannelKind, Priority, RuleAction } from '@guichet/contracts';
import type { Case, Reader } from '@guichet/database';
import { applyRules, fieldsAskedBy, PLACING, rulesOnFields, type CompiledRules } from './apply-rules.js';
import { MessageContext, type FieldValues, type IncomingMessage } from './compile-conditions.js';
import { loadCompiledRules } from './load-compiled-rules.js';
import { initialAssignee, routingActivities } from './routing-activities.js';
import { RoutingDirectory } from './routing-directory.js';
import { ownText } from './sender-own-text.js';

/** What rules make of a case that there is already, and what its timeline says of that. */
export interface Rerouted {
  teamId: string;
  assigneeId: string | null;
  caseTypeId: string | null;
  priority: Priority;
  tags: string[];
  activities: Activity[];
}

/** Returns the saved rules that ask for one of these fields; nothing else is read where there are none. */
export async function rulesAskingFor(reader: Reader, fieldIds: readonly string[]): Promise<CompiledRules> {
  const rules = rulesOnFields(await loadCompiledRules(reader));
  return rules.filter(({ rule }) => fieldsAskedBy(rule).some((id) => fieldIds.includes(id)));
}

/**
 * Applies rules to a case as it is now, by the message that opened it and by what it has in fields. Its team, agent and case type stay
 * where somebody has taken it or it is over; `decided`: what stays besides. Returns null where nothing changes.
 */
export async function rerouteCase(
  reader: Reader,
  item: Case,
  { rules, decided }: { rules: CompiledRules; decided: readonly RuleAction['do'][] },
): Promise<Rerouted | null> {
  const directory = await RoutingDirectory.load(reader, rules);
  const fields = (await fieldValues(reader, [item])).get(item.id);
  const { teamId, caseTypeId, priority, tags } = item;
  const before = { teamId, caseTypeId, priority, tags };
  const start = { ...before, agentId: null };
  const result = applyRules(new MessageContext(await openingMessage(reader, item), directory, fields), {
    ...{ start, rules, directory },
    decided: hasItsPlace(item) ? [...decided, ...PLACING] : decided,
  });
  const assignment = initialAssignee(directory, result);
  const { agentId: _, ...outcome } = result.outcome;
  if (isDeepStrictEqual(outcome, before) && !assignment) return null;
  return {
    ...outcome,
    assigneeId: assignment?.agentId ?? item.assigneeId,
    activities: routingActivities(directory, { result, start, assignment }),
  };
}

/** Whether people have decided where a case is: one that is restricted would come where its agents do not see it. */
const hasItsPlace = ({ assigneeId, restrictedTo, status }: Case): boolean =>
  assigneeId !== null || restrictedTo !== null || status === 'closed' || status === 'spam';

/** What cases have in the fields that their types ask for, by the ids of the cases. */
export async function fieldValues(
  reader: Reader,
  cases: readonly Pick<Case, 'id' | 'caseTypeId'>[],
): Promise<Map<string, FieldValues>> {
  const values = await valuesOfCases(
    reader,
    cases.map(({ id }) => id),
  );
  if (values.size === 0) return new Map();
  const dayOf = dayIn((await organisationOf(reader)).timeZone);
  return new Map(
    cases.map(({ id, caseTypeId }) => {
      const asked = (values.get(id) ?? []).filter(({ field }) => field.caseTypeId === caseTypeId && !field.archived);
      return [id, new Map(asked.map(({ field, value, filledAt }) => [field.id, { value, on: dayOf(filledAt) }]))];
    }),
  );
}

const dayIn = (timeZone: string) => (at: Date) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();

interface FirstMessage {
  accountId: string | null;
  channel: ChannelKind | null;
  at: Date;
  data: StoredMessage;
}

/** The message that opened a case; of one that an agent has opened, its subject. Index `timeline_entry_position`. */
async function openingMessage(reader: Reader, { id, subject, language, openedAt }: Case): Promise<IncomingMessage> {
  const [first] = await reader.query<FirstMessage>(
    `select e.channel_account_id as "accountId", e.channel_kind as channel, e.at, e.data
     from (select * from timeline_entry where case_id = $1 order by position limit 1) e
     where e.kind = 'message' and e.direction = 'in'`,
    [id],
  );
  if (!first)
    return { accountId: null, channel: null, subject, text: '', sender: null, verdict: null, language, at: openedAt };
  const { accountId, channel, at, data } = first;
  return {
    ...{ accountId, channel, language, at },
    ...{ subject: data.subject ?? '', text: ownText(data.segments), sender: data.from?.value ?? null },
    verdict: data.authentication?.verdict ?? null,
  };
}
