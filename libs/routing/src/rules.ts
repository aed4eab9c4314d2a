import { allow, type Principal } from '@guichet/access';
import { Routing } from '@guichet/contracts';
import type { Database, Tx } from '@guichet/database';
import { conflict } from '@guichet/platform';
import { refuseFaults } from './rule-faults.js';

const KEY = 'routing';

/** Rules in their order, and the version that a change must name. */
export async function routingOf(query: Database['read'], who: Principal): Promise<Routing> {
  allow(who, 'circulation.read');
  return savedRouting(query);
}

export const savedRouting = async (query: Database['read']): Promise<Routing> => routingIn(await savedText(query));

/** As it is kept; empty: nobody has saved any. */
export async function savedText(query: Database['read']): Promise<string> {
  const [row] = await query<{ value: string }>(`select value::text from setting where key = $1`, [KEY]);
  return row?.value ?? '';
}

export const routingIn = (saved: string): Routing => Routing.parse(saved ? JSON.parse(saved) : { rules: [] });

/** `invalid-request` names rule and field; `conflict` where somebody else has saved meanwhile. */
export async function saveRouting(tx: Tx, who: Principal, { rules, version }: Routing): Promise<Routing> {
  allow(who, 'circulation.manage');
  await refuseFaults(tx.query, rules);
  const saved: Routing = { rules, version: version + 1 };
  const [before] = await tx.query(`select 1 from setting where key = $1`, [KEY]);
  if (!before && version !== 0) throw conflict('rules-changed');
  const [written] = await tx.query(
    `insert into setting (key, value) values ($1, $2::jsonb)
     on conflict (key) do update set value = excluded.value where (setting.value ->> 'version')::integer = $3 returning key`,
    [KEY, JSON.stringify(saved), version],
  );
  if (!written) throw conflict('rules-changed');
  tx.publish('routing.changed', {});
  return saved;
}
