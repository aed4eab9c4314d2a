import { reach, teamsFor, type Principal } from '@guichet/access';
import type { ChannelKind, MetricGroup, MetricName, MetricQuery } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { addDays, dayIn, lengthOf, type Days } from './days.js';
import { metrics } from './registry.js';
import { NONE } from './story.queries.js';
import { zoneOf } from './zones.js';

/** Longer than any archive; whoever asks for more asks for too much. */
const MOST_DAYS = 3700;

/** Nothing was counted before. */
const EARLIEST = '1970-01-01';

/** Which of the points: where, whose, when. */
export interface Cut extends Days {
  zone: string;
  /** Null: of every team. */
  teams: string[] | null;
  channel: string | null;
  kind: string | null;
  agent: string | null;
}

/** What somebody wants to know, within what they may know. */
export interface Question extends Cut {
  name: MetricName;
  groupBy: MetricGroup;
  by: 'channel' | 'team' | 'kind' | 'agent' | null;
}

type Asked = Pick<MetricQuery, 'from' | 'to' | 'team' | 'channel' | 'kind' | 'agent' | 'by'> & { groupBy: MetricGroup };

export async function questionOf(
  database: Database,
  who: Principal,
  name: MetricName,
  query: Asked,
): Promise<Question> {
  const teams = teamsFor(who, 'metrics.read');
  const { groups } = metrics[name];
  const wrong = !groups.includes(query.groupBy) ? 'groupBy' : query.by && !groups.includes(query.by) ? 'by' : null;
  if (wrong) throw invalid(wrong, `${name} is grouped by ${groups.join(', ')}.`);
  const zone = await zoneOf(database, who);
  const to = query.to ?? dayIn(database.now(), zone);
  const from = query.from ?? addDays(to, -29);
  if (from < EARLIEST) throw invalid('from', `Not before ${EARLIEST}.`);
  if (from > to) throw invalid('from', 'The first day comes before the last one.');
  if (lengthOf({ from, to }) > MOST_DAYS) throw invalid('from', `At most ${MOST_DAYS} days.`);
  return {
    name,
    groupBy: query.groupBy,
    by: query.by ?? null,
    zone,
    from,
    to,
    teams: query.team ? (teams === null || teams.includes(query.team) ? [query.team] : []) : teams,
    channel: query.channel ?? (null as ChannelKind | null),
    kind: query.kind === 'none' ? NONE : (query.kind ?? null),
    agent: ownAgent(who, query),
  };
}

/** Who sees only their teams sees of single agents only themselves. */
function ownAgent(who: Principal, { agent, groupBy, by }: Asked): string | null {
  if (reach(who, 'metrics.read') === 'all') return agent ?? null;
  if (agent && agent !== who.id) throw new Failure('not-permitted');
  return agent ?? (groupBy === 'agent' || by === 'agent' ? who.id : null);
}

const invalid = (path: string, message: string): Failure =>
  new Failure('invalid-request', { errors: [{ path, message }] });
