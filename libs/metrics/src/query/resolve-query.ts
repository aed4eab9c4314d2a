import { reach, scope, type Principal, type Scope } from '@guichet/access';
import type { ChannelKind, MetricGroup, MetricName, MetricQuery } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';
import { addDays, dayIn, lengthOf, type Days } from './calendar-days.js';
import { metrics } from '../metrics/registry.js';
import { NONE } from '../rollup/case-facts.queries.js';
import { zoneOf } from '../rollup/rollup-time-zones.js';

/** The longest period, which is longer than any archive. */
const MAX_DAYS = 3700;

/** The first day that may be asked for. */
const EARLIEST = '1970-01-01';

/** Which points are counted. */
export interface MetricFilter extends Days {
  zone: string;
  teams: Scope;
  channel: string | null;
  caseType: string | null;
  agent: string | null;
}

/** A query with its defaults filled in, limited to what the reader may see. */
export interface ResolvedQuery extends MetricFilter {
  name: MetricName;
  groupBy: MetricGroup;
  by: 'channel' | 'team' | 'caseType' | 'agent' | null;
}

type RequestedQuery = Pick<MetricQuery, 'from' | 'to' | 'team' | 'sector' | 'channel' | 'caseType' | 'agent' | 'by'> & {
  groupBy: MetricGroup;
};

/**
 * Fills in the defaults of a query and limits it to what the reader may see. Throws `invalid-request` for a wrong grouping or
 * period, and `not-permitted` for another agent where the reader sees only their teams.
 */
export async function resolveQuery(
  reader: Reader,
  who: Principal,
  { name, query, visible = scope(who, 'metrics.read') }: { name: MetricName; query: RequestedQuery; visible?: Scope },
): Promise<ResolvedQuery> {
  const reached = visible.within(query.team);
  const { groups } = metrics[name];
  const wrong = !groups.includes(query.groupBy) ? 'groupBy' : query.by && !groups.includes(query.by) ? 'by' : null;
  if (wrong) throw wrongField(wrong, 'not-grouped-by');
  const zone = await zoneOf(reader, who);
  const teams = query.sector ? reached.within(await teamsIn(reader, query.sector)) : reached;
  const to = query.to ?? dayIn(reader.now, zone);
  const from = query.from ?? addDays(to, -29);
  if (from < EARLIEST) throw wrongField('from', 'before-earliest', { date: EARLIEST });
  if (from > to) throw wrongField('from', 'ends-before');
  if (lengthOf({ from, to }) > MAX_DAYS) throw wrongField('from', 'period-too-long', { days: MAX_DAYS });
  return {
    name,
    groupBy: query.groupBy,
    by: query.by ?? null,
    zone,
    from,
    to,
    teams,
    channel: query.channel ?? (null as ChannelKind | null),
    caseType: query.caseType === 'none' ? NONE : (query.caseType ?? null),
    agent: ownAgent(who, query),
  };
}

/** The teams that are in a sector now; none where there is no such sector. */
async function teamsIn(reader: Reader, sectorId: string): Promise<string[]> {
  const rows = await reader.query<{ id: string }>(`select id from team where sector_id = $1`, [sectorId]);
  return rows.map(({ id }) => id);
}

/** Readers who see only their teams, or no agents, see of single agents only themselves. */
function ownAgent(who: Principal, { agent, groupBy, by }: RequestedQuery): string | null {
  const isForAll = reach(who, 'metrics.read') === 'everywhere' && reach(who, 'agent.read') !== 'nowhere';
  if (isForAll) return agent ?? null;
  if (agent && agent !== who.id) throw new Failure('not-permitted');
  return agent ?? (groupBy === 'agent' || by === 'agent' ? who.id : null);
}
