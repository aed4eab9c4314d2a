import { LeaderLoop, type Database, type Tx, type NotificationListener } from '@guichet/database';
import type { Logger } from '@guichet/platform';
import { CaseWeights } from './capacity.js';
import { chooseAgent, type Candidate, type Choice } from './choose-agent.js';
import { reassign, lockCases, type Reassignment, type LockedCase } from '../queues/reassign-cases.js';
import { loadCandidates } from './candidate-agents.queries.js';
import { mostUrgentWaiting, waitingGroups } from './waiting-cases.queries.js';

const QUEUE = { kind: 'system', name: 'Queue' } as const;
/** How many cases one transaction locks at most. */
const BATCH = 50;
/** Agents who become free without an event (their connection was lost and is back) are found by this poll. */
const IDLE_MS = 5000;
const CALM_MS = 100;

/** Assigns the cases of teams with automatic assignment to the agents who can take them. One process at a time runs it. */
export class AutoAssigner {
  private readonly loop: LeaderLoop;

  constructor(
    database: Database,
    private readonly notificationListener: NotificationListener,
    logger: Logger,
  ) {
    this.loop = new LeaderLoop({
      name: 'assign',
      locks: database.leaderLocks,
      logger,
      turn: () => assignBatch(database),
      idleMs: IDLE_MS,
      calmMs: CALM_MS,
    });
  }

  start(): void {
    this.notificationListener.on('event', this.wake);
    this.loop.start();
  }

  async stop(): Promise<void> {
    this.notificationListener.off('event', this.wake);
    await this.loop.stop();
  }

  /** Runs until no waiting case can be assigned. */
  async drain(): Promise<void> {
    await this.loop.idle();
  }

  private readonly wake = () => this.loop.wake();
}

/** Assigns the most urgent cases that somebody can take now. Returns whether there may be more. */
export async function assignBatch(database: Database): Promise<boolean> {
  const teams = await database.query<{ id: string }>(`select id from team where queue ->> 'assignment' = 'automatic'`);
  if (teams.length === 0) return false;
  const teamIds = teams.map(({ id }) => id);
  const weights = await CaseWeights.load(database);
  const candidates = await loadCandidates(database, weights, teamIds);
  const staffed = teamIds.filter((id) => candidates.get(id)!.some(({ available }) => available));
  if (staffed.length === 0) return false;
  // A case that nobody can take now must not block one that somebody can.
  const groups = (await waitingGroups(database, staffed)).filter(
    (group) => chooseAgent({ ...group, weight: weights.of(group.channel) }, candidates.get(group.teamId)!) !== null,
  );
  if (groups.length === 0) return false;
  const urgent = (await mostUrgentWaiting(database, groups, BATCH)).map(({ id }) => id);
  return database.write(QUEUE, (tx) => assignCases(tx, { weights, teamIds, caseIds: urgent }));
}

/** Assigns those of the cases that still wait, in this order. */
async function assignCases(
  tx: Tx,
  { weights, teamIds, caseIds }: { weights: CaseWeights; teamIds: readonly string[]; caseIds: readonly string[] },
): Promise<boolean> {
  const locked = new Map((await lockCases(tx, caseIds)).map((item) => [item.id, item]));
  const waiting = caseIds
    .map((id) => locked.get(id)!)
    .filter(
      ({ status, assigneeId, restrictedTo, teamId }) =>
        status === 'open' && !assigneeId && !restrictedTo && teamIds.includes(teamId),
    );
  // An agent who leaves at the same moment either waits for this lock or is seen as away behind it.
  await tx.query(
    `select 1 from agent_presence where agent_id in (select agent_id from team_member where team_id = any($1::uuid[]))
     order by agent_id for update`,
    [teamIds],
  );
  // Loads are read behind the locks, so that no earlier assignment is overlooked.
  const candidates = await loadCandidates(tx, weights, teamIds);
  const caseTypes = await tx.query<{ id: string; name: string }>(`select id, name from case_type`);
  const reassignments: Reassignment[] = [];
  for (const [n, item] of waiting.entries()) {
    const weight = weights.of(item.channel);
    const choice = chooseAgent({ ...item, weight }, candidates.get(item.teamId)!);
    if (!choice) continue;
    reassignments.push(assignmentTo(item, choice, caseTypes.find(({ id }) => id === item.caseTypeId)?.name ?? ''));
    choice.agent.load += weight;
    choice.agent.lastAssignedAt = tx.now.getTime() + n;
  }
  await reassign(tx, reassignments);
  await tx.query(`update agent_presence set last_assigned_at = $2 where agent_id = any($1::uuid[])`, [
    reassignments.flatMap((one) => ('to' in one && one.to ? [one.to.id] : [])),
    tx.now,
  ]);
  return reassignments.length > 0;
}

const assignmentTo = (
  item: LockedCase,
  { agent, language, level, candidates }: Choice<Candidate>,
  caseTypeName: string,
): Reassignment => ({
  item,
  to: { id: agent.id, name: agent.name },
  because: {
    by: 'load',
    language,
    skill: level === null ? null : { caseType: caseTypeName, level },
    load: agent.load,
    capacity: agent.capacity,
    among: candidates,
  },
});
