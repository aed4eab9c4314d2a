import { notify } from '@guichet/clocks';
import type { LoggedEvent, Tx } from '@guichet/database';
import { handOn, lockHeld, type Hand, type Held } from './hands.js';
import { mayHold } from './holders.js';

/** What one transaction locks at most. */
const BATCH = 100;

/**
 * What a citizen writes in, or what wakes or is opened again, does not wait for somebody who is away or has left: it goes to
 * whoever stands in, or back to the queue.
 */
export async function followAbsences(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
  const ids = events.flatMap((event) => (event.caseId && comesBack(event) ? [event.caseId] : []));
  if (ids.length === 0) return;
  const lost = await lyingWithTheAway(tx, [...new Set(ids)]);
  if (lost.length > 0)
    await giveOn(
      tx,
      await lockHeld(
        tx,
        lost.map(({ id }) => id),
      ),
      'substitute',
    );
}

function comesBack({ type, data }: LoggedEvent): boolean {
  if (type === 'message.received') return data['automatic'] === false;
  return type === 'case.changed' && data['status'] === 'open' && (data['fields'] as string[]).includes('status');
}

interface Lost {
  id: string;
  absent: string;
  /** Whoever stands in, where they are here and may have this case. */
  substituteId: string | null;
  substitute: string | null;
}

/** Those of these cases that lie with somebody who is away, or who may not have them any more. Primary keys. */
const lyingWithTheAway = (tx: Tx, ids: readonly string[]): Promise<Lost[]> =>
  tx.query(
    `select c.id, a.name as absent, s.id as "substituteId", s.name as substitute
     from cases c join agent a on a.id = c.assignee_id left join agent_presence p on p.agent_id = a.id
     left join agent s on p.absent and s.id = p.substitute_id and ${mayHold('s', 'c.team_id')}
       and not exists (select 1 from agent_presence away where away.agent_id = s.id and away.absent)
     where c.id = any($1::uuid[]) and c.status = 'open' and (p.absent or not ${mayHold('a', 'c.team_id')})`,
    [ids],
  );

/** Hands over a part of the open cases of somebody who is away. Whoever is back by now keeps what is left. */
export async function handOver(
  tx: Tx,
  agentId: string,
  to: 'substitute' | 'queue',
): Promise<{ moved: number; more: boolean }> {
  const found = await tx.query<{ id: string }>(
    `select c.id from cases c join agent_presence p on p.agent_id = c.assignee_id and p.absent
     where c.assignee_id = $1 and c.status = 'open' order by c.id limit ${BATCH}`,
    [agentId],
  );
  const items = await lockHeld(
    tx,
    found.map(({ id }) => id),
  );
  const theirs = items.filter(({ assigneeId }) => assigneeId === agentId);
  return { moved: await giveOn(tx, theirs, to), more: found.length === BATCH };
}

/** Takes locked cases from whoever is away. Answers how many went. */
async function giveOn(tx: Tx, items: readonly Held[], to: 'substitute' | 'queue'): Promise<number> {
  const lost = new Map(
    (
      await lyingWithTheAway(
        tx,
        items.map(({ id }) => id),
      )
    ).map((one) => [one.id, one]),
  );
  const hands = items.flatMap((item): Extract<Hand, { to: unknown }>[] => {
    const one = lost.get(item.id);
    if (!one) return [];
    const { absent, substituteId, substitute } = one;
    if (to === 'queue' || !substituteId) return [{ item, to: null, because: { by: 'absent', absent } }];
    return [{ item, to: { id: substituteId, name: substitute! }, because: { by: 'substitute', absent } }];
  });
  await handOn(tx, hands);
  await tellSubstitutes(tx, hands);
  return hands.length;
}

async function tellSubstitutes(tx: Tx, hands: readonly Extract<Hand, { to: unknown }>[]): Promise<void> {
  const given = Map.groupBy(
    hands.flatMap(({ item, to }) => (to ? [{ item, agentId: to.id }] : [])),
    ({ item, agentId }) => `${item.assigneeId} ${agentId}`,
  );
  const news = [...given.values()].map((all) => ({
    agentId: all[0]!.agentId,
    caseId: all.length === 1 ? all[0]!.item.id : null,
    about: { type: 'handed-over' as const, from: all[0]!.item.assignee ?? '', count: all.length },
  }));
  await notify(tx, news);
}
