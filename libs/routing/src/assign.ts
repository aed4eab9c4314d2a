import { LeaderLoop, type Database, type Tx, type WakeUps } from '@guichet/database';
import type { Logger } from '@guichet/platform';
import { Weights } from './capacity.js';
import { choose, type Candidate, type Choice } from './choose.js';
import { handOn, lockHeld, type Hand, type Held } from './hands.js';
import { teamMates } from './team-mates.js';
import { mostUrgent, waitingGroups } from './waiting.queries.js';

const QUEUE = { kind: 'system', name: 'Queue' } as const;
/** What one transaction locks at most. */
const BATCH = 50;
/** Rooms that open without an event (a connection that was lost and counts again) are found by looking. */
const IDLE_MS = 5000;
const CALM_MS = 100;

/** Gives the cases of teams with automatic assignment to whoever can take them. One process at a time does it. */
export class Assigning {
  private readonly loop: LeaderLoop;

  constructor(
    database: Database,
    private readonly wakeUps: WakeUps,
    logger: Logger,
  ) {
    this.loop = new LeaderLoop('assign', database.url, logger, () => assignSome(database), IDLE_MS, undefined, CALM_MS);
  }

  start(): void {
    this.wakeUps.on('event', this.wake);
    this.loop.start();
  }

  async stop(): Promise<void> {
    this.wakeUps.off('event', this.wake);
    await this.loop.stop();
  }

  /** Until nothing that waits can be given. */
  async drain(): Promise<void> {
    await this.loop.idle();
  }

  private readonly wake = () => this.loop.wake();
}

/** Gives the most urgent that can be given now. Answers whether there may be more. */
export async function assignSome(database: Database): Promise<boolean> {
  const teams = await database.read<{ id: string }>(`select id from team where queue ->> 'assignment' = 'automatic'`);
  if (teams.length === 0) return false;
  const teamIds = teams.map(({ id }) => id);
  const weights = await Weights.load(database.read);
  const mates = await teamMates(database.read, database.now(), weights, teamIds);
  const manned = teamIds.filter((id) => mates.get(id)!.some(({ available }) => available));
  if (manned.length === 0) return false;
  // Whatever nobody can take now must not stand in front of what somebody can.
  const groups = (await waitingGroups(database.read, manned)).filter(
    (group) => choose({ ...group, weight: weights.of(group.channel) }, mates.get(group.teamId)!) !== null,
  );
  if (groups.length === 0) return false;
  const urgent = (await mostUrgent(database.read, groups, BATCH)).map(({ id }) => id);
  return database.write(QUEUE, (tx) => giveThese(tx, weights, teamIds, urgent));
}

/** In this order, those of the cases that still wait. */
async function giveThese(
  tx: Tx,
  weights: Weights,
  teamIds: readonly string[],
  caseIds: readonly string[],
): Promise<boolean> {
  const locked = new Map((await lockHeld(tx, caseIds)).map((item) => [item.id, item]));
  const waiting = caseIds
    .map((id) => locked.get(id)!)
    .filter(({ status, assigneeId, teamId }) => status === 'open' && !assigneeId && teamIds.includes(teamId));
  // Nobody goes away while they are given something: whoever just has, is found to be away behind this lock.
  await tx.query(
    `select 1 from agent_presence where agent_id in (select agent_id from team_member where team_id = any($1::uuid[]))
     order by agent_id for update`,
    [teamIds],
  );
  // How full everybody is, is read behind the locks: nothing given before is overlooked.
  const mates = await teamMates(tx.query, tx.now, weights, teamIds);
  const kinds = await tx.query<{ id: string; name: string }>(`select id, name from kind`);
  const hands: Hand[] = [];
  for (const [n, item] of waiting.entries()) {
    const weight = weights.of(item.channel);
    const choice = choose({ ...item, weight }, mates.get(item.teamId)!);
    if (!choice) continue;
    hands.push(handTo(item, choice, kinds.find(({ id }) => id === item.kindId)?.name ?? ''));
    choice.who.load += weight;
    choice.who.givenAt = tx.now.getTime() + n;
  }
  await handOn(tx, hands);
  await tx.query(`update agent_presence set given_at = $2 where agent_id = any($1::uuid[])`, [
    hands.flatMap((hand) => ('to' in hand && hand.to ? [hand.to.id] : [])),
    tx.now,
  ]);
  return hands.length > 0;
}

const handTo = (item: Held, { who, language, level, among }: Choice<Candidate>, kind: string): Hand => ({
  item,
  to: { id: who.id, name: who.name },
  because: {
    by: 'load',
    language,
    skill: level === null ? null : { kind, level },
    load: who.load,
    capacity: who.capacity,
    among,
  },
});
