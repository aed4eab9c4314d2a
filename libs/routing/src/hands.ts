import { randomUUIDv7 } from 'node:crypto';
import type { Because, CaseStatus, ChannelKind, Fact } from '@guichet/contracts';
import type { Tx } from '@guichet/database';

/** A locked case, as far as it matters with whom it lies. */
export interface Held {
  id: string;
  teamId: string;
  team: string;
  assigneeId: string | null;
  assignee: string | null;
  status: CaseStatus;
  kindId: string | null;
  language: string | null;
  channel: ChannelKind | null;
  lastPosition: number;
  version: number;
}

/** Cases, locked in the order of everybody. As they are now, not as they were when they were looked for. */
export async function lockHeld(tx: Tx, ids: readonly string[]): Promise<Held[]> {
  await tx.query(`select 1 from cases where id = any($1::uuid[]) order by id for update`, [ids]);
  return tx.query<Held>(
    `select c.id, c.team_id as "teamId", t.name as team, c.assignee_id as "assigneeId", a.name as assignee, c.status, c.kind_id as "kindId",
       c.language, ch.kind as channel, c.last_position as "lastPosition", c.version
     from cases c join team t on t.id = c.team_id left join agent a on a.id = c.assignee_id left join channel_account ch on ch.id = c.channel_id
     where c.id = any($1::uuid[]) order by c.id`,
    [ids],
  );
}

/** Where a case goes: to somebody, to the queue of its team, or to nobody in another team. */
export type Hand =
  | { item: Held; to: { id: string; name: string } | null; because: Because }
  | { item: Held; team: { id: string; name: string }; because: Because };

/** In whose name it is told, whichever loop, reader or timer it was. */
const QUEUE = 'Queue';

/** Moves locked cases on and says why in the timeline of each: one statement, however many they are. */
export async function handOn(tx: Tx, hands: readonly Hand[]): Promise<void> {
  if (hands.length === 0) return;
  await tx.query(
    `with moved as (
       select * from jsonb_to_recordset($1::jsonb) m(case_id uuid, team_id uuid, assignee_id uuid, entry_id uuid, position int, version int, fact jsonb)
     ), changed as (
       update cases c set team_id = m.team_id, assignee_id = m.assignee_id, last_position = m.position, version = m.version
       from moved m where c.id = m.case_id
     )
     insert into timeline_entry (id, case_id, position, kind, at, actor_kind, actor_name, data, case_version)
     select entry_id, case_id, position, 'fact', $2, 'system', $3, fact, version from moved`,
    [JSON.stringify(hands.map(row)), tx.now, QUEUE],
  );
  for (const hand of hands) {
    const { item } = hand;
    const isTeam = 'team' in hand;
    tx.publish(
      'case.changed',
      { fields: [isTeam ? 'team' : 'assigned'], status: item.status },
      { caseId: item.id, teamIds: isTeam ? [item.teamId, hand.team.id] : [item.teamId] },
    );
  }
}

const row = (hand: Hand) => ({
  case_id: hand.item.id,
  team_id: 'team' in hand ? hand.team.id : hand.item.teamId,
  assignee_id: 'team' in hand ? null : (hand.to?.id ?? null),
  entry_id: randomUUIDv7(),
  position: hand.item.lastPosition + 1,
  version: hand.item.version + 1,
  fact: factOf(hand),
});

function factOf(hand: Hand): Fact {
  const { item, because } = hand;
  if ('team' in hand) return { type: 'team', from: item.team, to: hand.team.name, because };
  return { type: 'assigned', from: item.assignee, to: hand.to?.name ?? null, toId: hand.to?.id ?? null, because };
}
