import type { MetricGroup } from '@guichet/contracts';
import { NONE } from '../rollup/case-facts.queries.js';

type Query = <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>;

const NAMES = {
  team: `select id, name from team where id = any($1::uuid[])`,
  caseType: `select id, name from case_type where id = any($1::uuid[])`,
  agent: `select id, name from agent where id = any($1::uuid[])`,
};

/** Names of teams, kinds and agents by their ids; nothing for what needs none. */
export async function labelsOf(
  query: Query,
  group: MetricGroup | null,
  keys: readonly string[],
): Promise<Map<string, string>> {
  if (group !== 'team' && group !== 'caseType' && group !== 'agent') return new Map();
  const rows = await query<{ id: string; name: string }>(NAMES[group], [keys.filter((key) => key !== NONE)]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A key as it is published: `none` for points without a case type or an agent. */
export const publicKey = (key: string): string => (key === NONE ? 'none' : key);
