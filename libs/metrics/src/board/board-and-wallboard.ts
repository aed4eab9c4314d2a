import { reach, scope, scopeOrNone, Scope, type Principal } from '@guichet/access';
import { AgentState, type WorkforceMember, type Board, type ChannelKind, type Wallboard } from '@guichet/contracts';
import { isOpen, listBusinessHours } from '@guichet/calendars';
import type { Reader } from '@guichet/database';
import { quarantineCount } from '@guichet/messages';
import { getReconciliation, listWorkforce } from '@guichet/workforce';
import { dayIn } from '../query/calendar-days.js';
import { zoneOf } from '../rollup/rollup-time-zones.js';
import {
  channelsOf,
  deliveryProblems,
  lateByAgent,
  recentSatisfaction,
  nonConfidentialTeams,
  queuesOf,
  todaysFigures,
  type Queue,
} from './board.queries.js';

/** The board, but for what `ProtectionHealth` asks of other programs. */
type UnprotectedBoard = Omit<Board, 'protection'>;

/**
 * Returns how things stand now in the teams that the reader sees. It reads as many rows as there are teams, accounts and agents,
 * however many cases there are. Throws `not-permitted`.
 */
export function getBoard(reader: Reader, who: Principal): Promise<UnprotectedBoard> {
  return boardForTeams(reader, who, scope(who, 'metrics.read'));
}

const NOT_CHECKED: Board['reconciliation'] = { at: null, checked: 0, findings: [] };

/** Reads all data of the board in parallel. */
async function readBoard(reader: Reader, who: Principal, teams: Scope) {
  const zone = await zoneOf(reader, who);
  const today = dayIn(reader.now, zone);
  const [queues, channels, { items: agents }, deliveries, figures, satisfaction, quarantine, reconciliation] =
    await Promise.all([
      queuesOf(reader, teams),
      channelsOf(reader, teams, scopeOrNone(who, 'channel.read') ?? Scope.none),
      listWorkforce(reader, who),
      deliveryProblems(reader, teams),
      todaysFigures(reader, teams, { zone, day: today }),
      recentSatisfaction(reader, teams, today),
      quarantineCount(reader, who),
      reach(who, 'routing.read') === 'nowhere' ? NOT_CHECKED : getReconciliation(reader, who),
    ]);
  const [hours, late] = await Promise.all([
    listBusinessHours(
      reader,
      queues.map(({ id }) => id),
    ),
    lateByAgent(
      reader,
      teams,
      agents.map(({ id }) => id),
    ),
  ]);
  return { zone, queues, channels, agents, deliveries, figures, satisfaction, quarantine, reconciliation, hours, late };
}

async function boardForTeams(reader: Reader, who: Principal, teams: Scope): Promise<UnprotectedBoard> {
  const { now } = reader;
  const { zone, queues, channels, agents, figures, hours, late, ...rest } = await readBoard(reader, who, teams);
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
    // Where its cases are not shown, the figures of a team alone are.
    oldestCaseId: oldest && scopeOrNone(who, 'case.read')?.admitsTeam(oldest.id) ? oldest.oldestId : null,
    today: figures,
    teams: queues.map(({ oldestId: _, oldestAt, ...queue }) => {
      // Whoever is only invited takes no case yet.
      const members = agents.filter(({ teamIds, invited }) => teamIds.includes(queue.id) && !invited);
      return {
        ...queue,
        oldestAt: oldestAt?.toISOString() ?? null,
        available: members.filter(({ state }) => state === 'available').length,
        absent: members.filter(({ absence }) => absence !== null).length,
        agents: members.length,
        open: isOpen(hours.get(queue.id)!, now),
      };
    }),
    channels: channels.map(({ lastAt, since, kind, ...account }) => ({
      ...account,
      kind: kind as ChannelKind,
      since: since?.toISOString() ?? null,
      lastAt: lastAt?.toISOString() ?? null,
    })),
    agents: agents.map((agent) => ({ ...agent, late: late.get(agent.id) ?? 0 })),
    ...statesOf(agents),
    ...rest,
  };
}

/**
 * Returns the board for a screen in a public room: nothing of confidential teams, and no names, subjects or addresses. They are
 * left out here, and once more by the schema. Throws `not-permitted`.
 */
export async function getWallboard(reader: Reader, who: Principal): Promise<Wallboard> {
  const visible = scope(who, 'metrics.read');
  const { teams, partial } = await nonConfidentialTeams(reader, visible);
  const {
    agents,
    channels,
    deliveries,
    oldestCaseId: _,
    quarantine: __,
    reconciliation: ___,
    ...rest
  } = await boardForTeams(reader, who, visible.within(teams));
  return {
    ...rest,
    ...statesOf(agents.filter(({ teamIds }) => teamIds.some((id) => teams.includes(id)))),
    channels: channels
      .filter(({ enabled }) => enabled)
      .map(({ id, kind, health, waiting }) => ({ id, kind, health, waiting })),
    failing: deliveries.failed + deliveries.unknown + deliveries.blocked,
    partial,
  };
}

const isOlder = ({ oldestAt }: Queue, other: Queue | null): boolean =>
  oldestAt !== null && (!other?.oldestAt || oldestAt < other.oldestAt);

/** Whoever is absent is offline as well, and counts once. */
function statesOf(agents: readonly Pick<WorkforceMember, 'state' | 'absence'>[]): Pick<Board, 'states' | 'absent'> {
  const states = Object.fromEntries(AgentState.options.map((state) => [state, 0])) as Board['states'];
  const present = agents.filter(({ absence }) => absence === null);
  for (const { state } of present) states[state] += 1;
  return { states, absent: agents.length - present.length };
}
