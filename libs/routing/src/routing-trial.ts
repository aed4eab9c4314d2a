import { setImmediate } from 'node:timers/promises';
import { allow, parameters, scope, type Principal, type Scope } from '@guichet/access';
import { previewOf, visibleText } from '@guichet/cases';
import {
  caseStatuses,
  type AuthenticationVerdict,
  type ChannelKind,
  type MessageEntry,
  type OpenedWithoutMessage,
  type RoutingTrialMessage,
  type RoutingTrial,
  type RoutingTrialRequest,
} from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { MessageContext, type FieldValues, type IncomingMessage } from './compile-conditions.js';
import { RoutingDirectory } from './routing-directory.js';
import { detectLanguage } from './detect-language.js';
import {
  applyRules,
  compileRules,
  newOutcome,
  PLACING,
  rulesOnFields,
  rulesOnMessages,
  type CompiledRules,
  type RoutingResult,
} from './apply-rules.js';
import { fieldValues } from './reroute-on-field-change.js';
import { loadRouting } from './load-and-save-rules.js';
import { ownText } from './sender-own-text.js';

/** How many of the messages that would be routed otherwise are returned. */
const SHOWN = 100;
/** How many messages are in memory at once. */
const PAGE = 500;
/** The longest time, in milliseconds, for which a trial keeps other requests waiting. */
const MAX_BLOCKED_MS = 20;

interface OpeningMessage {
  caseId: string;
  reference: string;
  subject: string;
  /** The subject of the message itself. */
  heading: string | null;
  segments: MessageEntry['segments'];
  sender: string | null;
  verdict: AuthenticationVerdict | null;
  channel: ChannelKind;
  accountId: string;
  teamId: string;
  /** What the case is about now, and what it has in fields of that type. */
  caseTypeId: string | null;
  fields: FieldValues;
  at: Date;
}

/**
 * Applies these rules to messages that have come already, and to what their cases have in fields today, beside the saved rules, both
 * with today's teams and agents. It only reads, and only messages of cases that the reader may see. Throws `not-permitted`, or `not-found` for an unknown case.
 */
export async function runRoutingTrial(
  reader: Reader,
  who: Principal,
  request: RoutingTrialRequest,
): Promise<RoutingTrial> {
  allow(who, 'routing.read');
  const saved = compileRules((await loadRouting(reader)).rules);
  const tried = compileRules(request.rules);
  const both = [...saved, ...tried];
  const directory = await RoutingDirectory.load(reader, both);
  const asksForFields = rulesOnFields(both).length > 0;
  const pause = pauseForOthers();
  const matched = new Map(request.rules.map(({ id }) => [id, 0]));
  const items: RoutingTrialMessage[] = [];
  let checked = 0;
  let changed = 0;
  for await (const opening of openingMessages(reader, scope(who, 'case.read'), { ...request, asksForFields })) {
    await pause();
    const message = await incoming(opening);
    const item = compareRules(opening, message, { saved, tried, directory });
    checked += 1;
    if (item.changed) changed += 1;
    for (const rule of item.trace) if (rule.matched) matched.set(rule.ruleId, (matched.get(rule.ruleId) ?? 0) + 1);
    if (request.caseId ? true : item.changed && items.length < SHOWN) items.push(item);
  }
  const withoutMessage =
    request.caseId && checked === 0
      ? await openedWithoutMessage(reader, scope(who, 'case.read'), request.caseId)
      : null;
  const byRule = [...matched].map(([ruleId, count]) => ({ ruleId, matched: count }));
  return { checked, changed, byRule, items, withoutMessage };
}

/**
 * How a case came to be that no message of a citizen has opened. The team is the one from which it was moved first, where it was moved.
 * Throws `not-found` where the reader sees no such case. Index `timeline_entry_position`.
 */
async function openedWithoutMessage(reader: Reader, visible: Scope, caseId: string): Promise<OpenedWithoutMessage> {
  const { values, bind } = parameters(caseId);
  const [opened] = await reader.query<{
    how: OpenedWithoutMessage['how'];
    by: string;
    team: string;
    at: Date;
  }>(
    `select case when first.kind = 'message' then 'automatic' when first.data ->> 'type' = 'opened' then 'agent' else 'other' end as how,
       coalesce(first.actor_name, '') as by, coalesce((
         select e.data ->> 'from' from timeline_entry e where e.case_id = c.id and e.kind = 'activity' and e.data ->> 'type' = 'team'
         order by e.position limit 1), t.name) as team, c.opened_at as at
     from cases c join team t on t.id = c.team_id left join lateral (
       select * from timeline_entry e where e.case_id = c.id order by e.position limit 1) first on true
     where c.id = $1 and ${visible.sql('c', bind)}`,
    values,
  );
  if (!opened) throw new Failure('not-found');
  const { how, by, team, at } = opened;
  const isByAgent = how === 'agent';
  return { how, by: isByAgent ? by : null, team: isByAgent ? team : null, at: at.toISOString() };
}

/** Routes one message by the saved and by the tried rules. */
function compareRules(
  opening: OpeningMessage,
  message: IncomingMessage,
  { saved, tried, directory }: { saved: CompiledRules; tried: CompiledRules; directory: RoutingDirectory },
): RoutingTrialMessage {
  const context = new MessageContext(message, directory, opening.fields);
  const now = decide(context, opening, { rules: saved, directory }).outcome;
  const { outcome: then, teamBy, caseTypeBy, trace } = decide(context, opening, { rules: tried, directory });
  return {
    ...shown(opening, message),
    now,
    then,
    changed: JSON.stringify(now) !== JSON.stringify(then),
    teamBy,
    caseTypeBy,
    trace,
  };
}

/** What becomes of a case when its message comes and, where that leaves it to nobody, when its fields are filled in. */
export function decide(
  context: MessageContext,
  { teamId, caseTypeId }: Pick<OpeningMessage, 'teamId' | 'caseTypeId'>,
  { rules, directory }: { rules: CompiledRules; directory: RoutingDirectory },
): Pick<RoutingResult, 'outcome' | 'teamBy' | 'caseTypeBy' | 'trace'> {
  const first = applyRules(context, { start: newOutcome(teamId), rules: rulesOnMessages(rules), directory });
  const later = rulesOnFields(rules);
  if (later.length === 0) return first;
  const { outcome, teamBy, caseTypeBy, trace } = applyRules(context, {
    ...{ start: first.outcome, caseTypeId, rules: later, directory },
    decided: first.outcome.agentId === null ? [] : PLACING,
  });
  const traced = Map.groupBy([...first.trace, ...trace], ({ ruleId }) => ruleId);
  return {
    outcome,
    teamBy: teamBy ?? first.teamBy,
    caseTypeBy: caseTypeBy ?? first.caseTypeBy,
    trace: rules.flatMap(({ rule }) => traced.get(rule.id) ?? []),
  };
}

/** Lets other requests run when a trial has kept the thread for long. */
function pauseForOthers(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since <= MAX_BLOCKED_MS) return;
    await setImmediate();
    since = performance.now();
  };
}

const incoming = async ({
  accountId,
  channel,
  heading,
  segments,
  sender,
  verdict,
  at,
}: OpeningMessage): Promise<IncomingMessage> => {
  const text = ownText(segments);
  return {
    accountId,
    channel,
    subject: heading ?? '',
    text,
    sender,
    verdict,
    language: await detectLanguage(text),
    at,
  };
};

const shown = (
  { caseId, reference, subject, segments, channel, at }: OpeningMessage,
  { language }: IncomingMessage,
) => ({
  caseId,
  reference,
  subject,
  preview: previewOf(visibleText(segments)),
  channel,
  language,
  at: at.toISOString(),
});

const NO_VALUES: ReadonlyMap<string, FieldValues> = new Map();

/** A message that opened a case, and the place of the case among all: as a text, as JavaScript knows no microseconds. */
type Placed = Omit<OpeningMessage, 'fields'> & { openedAt: string };

async function* openingMessages(
  reader: Reader,
  teams: Scope,
  { latest, caseId, asksForFields }: RoutingTrialRequest & { asksForFields: boolean },
): AsyncGenerator<OpeningMessage> {
  let before: Placed | undefined;
  for (let left = caseId ? 1 : latest; left > 0;) {
    const page: Placed[] = await openingMessagesBefore(reader, teams, {
      caseId,
      before,
      limit: Math.min(left, PAGE),
    });
    const values = asksForFields
      ? await fieldValues(
          reader,
          page.map(({ caseId: id, ...one }) => ({ ...one, id })),
        )
      : NO_VALUES;
    for (const one of page) yield { ...one, fields: values.get(one.caseId) ?? new Map() };
    left = page.length < PAGE ? 0 : left - PAGE;
    before = page.at(-1);
  }
}

const FIRST_ENTRY = `select * from timeline_entry first where first.case_id = c.id order by first.position limit 1`;

/**
 * Reads the messages of citizens that opened cases, the latest first by when they came: a case that was split off is younger than its message.
 * Automatic messages are left out, as rules do not apply to them; so are imported cases and spam, unless one is asked for. Indexes: `cases_opened` backwards, for
 * each status no further than one page, and `timeline_entry_position` for the first message of each.
 */
function openingMessagesBefore(
  reader: Reader,
  teams: Scope,
  { caseId, before, limit }: { caseId: string | undefined; before: Placed | undefined; limit: number },
): Promise<Placed[]> {
  const { values, bind } = parameters();
  const asked = caseId ? [`c.id = ${bind(caseId)}`] : [`c.imported_at is null`];
  if (before) asked.push(`(c.opened_at, c.id) < (${bind(before.openedAt)}::timestamptz, ${bind(before.caseId)}::uuid)`);
  const statuses = caseStatuses.filter((status) => caseId !== undefined || status !== 'spam');
  // The limit stands in the text: a plan that does not know how little is wanted would read and sort all cases.
  return reader.query(
    `with page as materialized (
       select k.id, k.opened_at from (values ${statuses.map((status) => `('${status}')`).join(', ')}) s(status)
       cross join lateral (
         select c.id, c.opened_at from cases c cross join lateral (${FIRST_ENTRY}) e join channel_account a on a.id = e.channel_account_id
         where c.status = s.status and ${teams.sql('c', bind)} and ${asked.join(' and ')}
           and e.kind = 'message' and e.direction = 'in' and not e.data -> 'flags' ?| array['automatic', 'recorded']
         order by c.opened_at desc, c.id desc limit ${limit}) k
       order by k.opened_at desc, k.id desc limit ${limit})
     select c.id as "caseId", c.reference, c.subject, e.data ->> 'subject' as heading, e.data -> 'segments' as segments,
       e.data -> 'from' ->> 'value' as sender, e.data -> 'authentication' ->> 'verdict' as verdict, e.channel_kind as channel,
       e.channel_account_id as "accountId", a.team_id as "teamId", c.case_type_id as "caseTypeId", e.at, c.opened_at::text as "openedAt"
     from page p join cases c on c.id = p.id cross join lateral (${FIRST_ENTRY}) e join channel_account a on a.id = e.channel_account_id
     order by p.opened_at desc, p.id desc`,
    values,
  );
}
