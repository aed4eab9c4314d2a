import { teamsFor, type Principal } from '@guichet/access';
import { AgentState, type AgentAtWork, type Board, type ChannelKind, type WallBoard } from '@guichet/contracts';
import { isOpen, schedulesOf } from '@guichet/clocks';
import type { Database } from '@guichet/database';
import { heldCount } from '@guichet/messages';
import { sweepOf, workforce } from '@guichet/routing';
import { dayIn } from '../days.js';
import { zoneOf } from '../zones.js';
import {
  channelsOf,
  deliveryProblems,
  lateByAgent,
  latestAnswers,
  openTeams,
  queuesOf,
  todaysFigures,
  type Queue,
} from './queues.queries.js';

/** How things stand now in the teams that one sees: as many rows as there are teams, accounts and agents, whatever the cases. */
export function board(database: Database, who: Principal): Promise<Board> {
  return boardOf(database, who, teamsFor(who, 'metrics.read'));
}

async function boardOf(database: Database, who: Principal, teams: string[] | null): Promise<Board> {
  const now = database.now();
  const zone = await zoneOf(database, who);
  const today = dayIn(now, zone);
  const [queues, channels, { items: agents }, deliveries, figures, satisfaction, holdingPen, sweep] = await Promise.all(
    [
      queuesOf(database, teams, now),
      channelsOf(database, teams),
      workforce(database.read, now, who),
      deliveryProblems(database, teams),
      todaysFigures(database, teams, zone, today),
      latestAnswers(database, teams, today),
      heldCount(database, who),
      sweepOf(database.read, who),
    ],
  );
  const [schedules, late] = await Promise.all([
    schedulesOf(
      database.read,
      queues.map(({ id }) => id),
    ),
    lateByAgent(
      database,
      agents.map(({ id }) => id),
      teams,
      now,
    ),
  ]);
  const oldest = queues.reduce<Queue | null>((first, queue) => (isOlder(queue, first) ? queue : first), null);
  const total = (of: 'waiting' | 'unassigned' | 'late' | 'soon') => queues.reduce((sum, queue) => sum + queue[of], 0);
  return {
    at: now.toISOString(),
    timeZone: zone,
    waiting: total('waiting'),
    unassigned: total('unassigned'),
    late: total('late'),
    soon: total('soon'),
    oldestAt: oldest?.oldestAt?.toISOString() ?? null,
    oldestCaseId: oldest?.oldestId ?? null,
    today: figures,
    teams: queues.map(({ oldestId: _, oldestAt, ...queue }) => {
      const members = agents.filter(({ teamIds }) => teamIds.includes(queue.id));
      return {
        ...queue,
        oldestAt: oldestAt?.toISOString() ?? null,
        available: members.filter(({ state }) => state === 'available').length,
        agents: members.length,
        open: isOpen(schedules.get(queue.id)!, now),
      };
    }),
    channels: channels.map(({ lastAt, kind, ...account }) => ({
      ...account,
      kind: kind as ChannelKind,
      lastAt: lastAt?.toISOString() ?? null,
    })),
    agents: agents.map((agent) => ({ ...agent, late: late.get(agent.id) ?? 0 })),
    states: statesOf(agents),
    deliveries,
    holdingPen,
    sweep,
    satisfaction,
  };
}

/**
 * The same for a screen that everybody sees: of confidential teams not even how many wait. What is left out is left out here,
 * and once more by its schema.
 */
export async function wall(database: Database, who: Principal): Promise<WallBoard> {
  const { teams, partial } = await openTeams(database, teamsFor(who, 'metrics.read'));
  const {
    agents,
    channels,
    deliveries,
    oldestCaseId: _,
    holdingPen: __,
    sweep: ___,
    ...rest
  } = await boardOf(database, who, teams);
  return {
    ...rest,
    states: statesOf(agents.filter(({ teamIds }) => teamIds.some((id) => teams.includes(id)))),
    channels: channels
      .filter(({ enabled }) => enabled)
      .map(({ id, kind, health, waiting }) => ({ id, kind, health, waiting })),
    failing: deliveries.failed + deliveries.unknown + deliveries.stopped,
    partial,
  };
}

const isOlder = ({ oldestAt }: Queue, other: Queue | null): boolean =>
  oldestAt !== null && (!other?.oldestAt || oldestAt < other.oldestAt);

function statesOf(agents: readonly Pick<AgentAtWork, 'state'>[]): Board['states'] {
  const counts = Object.fromEntries(AgentState.options.map((state) => [state, 0])) as Board['states'];
  for (const { state } of agents) counts[state] += 1;
  return counts;
}
