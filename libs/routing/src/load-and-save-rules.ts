import { allow, knownTeamIds, reach, type Principal } from '@guichet/access';
import { Routing, type Rule } from '@guichet/contracts';
import { caseFields } from '@guichet/cases';
import type { Reader, Tx } from '@guichet/database';
import { conflict } from '@guichet/platform';
import { fieldsAskedBy } from './apply-rules.js';
import { validateRules } from './validate-rules.js';

const KEY = 'routing';

/**
 * Returns the rules in their order, and the version that a change must name. Whoever only reads them gets none that sends cases to
 * a team of a sector of which they do not know, or that asks for a field of a case type of such a sector.
 */
export async function getRouting(reader: Reader, who: Principal): Promise<Routing> {
  allow(who, 'routing.read');
  const routing = await loadRouting(reader);
  if (reach(who, 'routing.manage') !== 'nowhere') return routing;
  const known = await knownTeamIds(reader, who);
  const asks = routing.rules.some((rule) => fieldsAskedBy(rule).length > 0);
  const fields = new Set((asks ? await caseFields(reader, who) : []).map(({ id }) => id));
  const isKnown = (rule: Rule) =>
    rule.then.every((act) => act.do !== 'team' || known.has(act.teamId)) &&
    fieldsAskedBy(rule).every((id) => fields.has(id));
  return { ...routing, rules: routing.rules.filter(isKnown) };
}

export const loadRouting = async (reader: Reader): Promise<Routing> => parseRouting(await loadRoutingText(reader));

/** The stored JSON, or an empty text where no rules were saved yet. */
export async function loadRoutingText(reader: Reader): Promise<string> {
  const [row] = await reader.query<{ value: string }>(`select value::text from setting where key = $1`, [KEY]);
  return row?.value ?? '';
}

export const parseRouting = (saved: string): Routing => Routing.parse(saved ? JSON.parse(saved) : { rules: [] });

/**
 * Saves the rules. Throws `not-permitted`, `invalid-request` with the rule and field of each error, or `conflict` where somebody
 * else has saved meanwhile.
 */
export async function saveRouting(tx: Tx, who: Principal, { rules, version }: Routing): Promise<Routing> {
  allow(who, 'routing.manage');
  await validateRules(tx, rules);
  const saved: Routing = { rules, version: version + 1 };
  const [before] = await tx.query(`select 1 from setting where key = $1`, [KEY]);
  if (!before && version !== 0) throw conflict('rules-changed');
  const [written] = await tx.query(
    `insert into setting (key, value) values ($1, $2::jsonb)
     on conflict (key) do update set value = excluded.value where (setting.value ->> 'version')::integer = $3 returning key`,
    [KEY, JSON.stringify(saved), version],
  );
  if (!written) throw conflict('rules-changed');
  tx.publish('routing.changed', {}, { everybody: 'Every agent may read the routing rules and the capacity.' });
  return saved;
}
