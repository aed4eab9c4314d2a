import type { MetricGroup } from '@guichet/contracts';
import { NONE } from './story.queries.js';

type Query = <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>;

const NAMES = {
  team: `select id, name from team where id = any($1::uuid[])`,
  kind: `select id, name from kind where id = any($1::uuid[])`,
  agent: `select id, name from agent where id = any($1::uuid[])`,
};

/** Names of teams, kinds and agents by their ids; nothing for what needs none. */
export async function labelsOf(
  query: Query,
  group: MetricGroup | null,
  keys: readonly string[],
): Promise<Map<string, string>> {
  if (group !== 'team' && group !== 'kind' && group !== 'agent') return new Map();
  const rows = await query<{ id: string; name: string }>(NAMES[group], [keys.filter((key) => key !== NONE)]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** As it is told: what has no kind, or was done by nobody that we know, is `none`. */
export const told = (key: string): string => (key === NONE ? 'none' : key);
