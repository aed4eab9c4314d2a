import type { Principal } from '@guichet/access';
import { updateCase, type StoredMessage } from '@guichet/cases';
import type { ChannelKind } from '@guichet/contracts';
import { Case, type LoggedEvent, type Tx } from '@guichet/database';
import { InitialRouting, ownText } from '@guichet/routing';
import { applyRoutingToCase } from '../apply-routing-to-case.js';

interface FirstMessage {
  caseId: string;
  channelAccountId: string;
  channel: ChannelKind;
  at: Date;
  data: StoredMessage;
}

/**
 * Changes a case as an agent wants it. One that is no spam any more is routed in the same transaction, as at intake: else a queue might
 * assign it to somebody of the team that is not to have it.
 *
 * @throws Failure as `updateCase`
 */
export async function updateAndRouteCase(
  tx: Tx,
  who: Principal,
  update: Parameters<typeof updateCase>[2],
): Promise<void> {
  await updateCase(tx, who, update);
  if (update.wanted.status === 'open') await routeReleased(tx, [update.id]);
}

/**
 * Routes the cases that were spam when they came and that are free now, by whatever way: what the rules would have done then is done
 * now. A case is routed once: one that rules or agents have dealt with since is left as it is. Indexes `cases_pkey`,
 * `timeline_entry_position`.
 */
export async function routeReleasedCases(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
  const ids = events.flatMap(({ type, data, caseId }) =>
    type === 'case.changed' && caseId && data['fields'].includes('status') && data['status'] === 'open' ? [caseId] : [],
  );
  if (ids.length > 0) await routeReleased(tx, ids);
}

async function routeReleased(tx: Tx, ids: readonly string[]): Promise<void> {
  const messages = await unroutedMessages(tx, [...new Set(ids)].sort());
  if (messages.length === 0) return;
  const routing = await InitialRouting.load(tx);
  for (const message of messages) await route(tx, routing, message);
}

/** The first messages of those cases that began as spam, are open and not restricted, and that nobody has routed, moved or taken since. */
const unroutedMessages = (tx: Tx, ids: readonly string[]): Promise<FirstMessage[]> =>
  tx.query<FirstMessage>(
    `select c.id as "caseId", e.channel_account_id as "channelAccountId", e.channel_kind as channel, e.at, e.data
     from cases c join timeline_entry e on e.case_id = c.id and e.position = 1 and e.kind = 'message'
     where c.id = any($1::uuid[]) and c.status = 'open' and c.assignee_id is null and c.restricted_to is null and e.data -> 'spam' ->> 'verdict' = 'spam'
       and not e.data -> 'flags' ? 'automatic'
       and not exists (select 1 from timeline_entry a where a.case_id = c.id and a.kind = 'activity'
         and a.data ->> 'type' in ('routed', 'team', 'assigned', 'case-type', 'priority'))
     order by c.id for update of c`,
    [ids],
  );

async function route(tx: Tx, routing: InitialRouting, { caseId, channelAccountId, channel, at, data }: FirstMessage) {
  const item = await tx.repo(Case).findOneByOrFail({ id: caseId });
  const { language: _, ...routed } = routing.of(
    {
      accountId: channelAccountId,
      channel,
      subject: data.subject ?? '',
      text: ownText(data.segments),
      sender: data.from?.value ?? null,
      language: item.language,
      verdict: data.authentication?.verdict ?? null,
      at,
    },
    item.teamId,
  );
  if (routed.activities.length === 0) return;
  await applyRoutingToCase(tx, item, { ...routed, tags: [...new Set([...item.tags, ...routed.tags])] });
}
