import { parameters, scope, type Bind, type Principal } from '@guichet/access';
import {
  bulkLimits,
  unansweredLimits,
  type BulkCases,
  type UnansweredCase,
  type UnansweredCases,
} from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { listedSql } from './ids-and-count-of-list.queries.js';
import { lacksStep } from '../checklists/required-steps.js';
import { lacksField } from '../fields/required-fields.js';
import { isUnanswered } from './unanswered.js';
import { UNANSWERED_CITIZENS } from './unanswered-citizens.js';

/**
 * Of the cases that are named, or of a list as an action on many would take it, those in which somebody has written and nobody has
 * replied, or where one of several people has no reply, and that can be closed: nobody is asked about one that is refused. One case after
 * the other is looked at, in their order, and no further than is counted.
 */
export async function findUnansweredCases(reader: Reader, who: Principal, cases: BulkCases): Promise<UnansweredCases> {
  const { values, bind } = parameters();
  const chosen = await chosenSql(reader, { who, bind, cases });
  // No join, which might be planned as a look at all messages of the house: what is asked of a case is asked of the chosen one.
  const rows = chosen
    ? await reader.query<UnansweredCase>(
        `select id, reference, subject, "citizenName" from (
           select c.id, c.reference, c.subject, coalesce(c.citizen_name, '') as "citizenName", chosen.n
           from (select id, row_number() over () as n from (${chosen}) ordered) chosen
           cross join lateral (select * from cases c where c.id = chosen.id and (${isUnanswered('c')} or ${UNANSWERED_CITIZENS} <> '[]')
             and not ${lacksField('c')} and not ${lacksStep('c')} offset 0) c
           limit ${unansweredLimits.count + 1}) found
         order by n`,
        values,
      )
    : [];
  const counted = rows.slice(0, unansweredLimits.count);
  return {
    count: counted.length,
    isAtLeast: rows.length > counted.length,
    first: counted.slice(0, unansweredLimits.first),
    caseIds: 'filter' in cases ? [] : counted.map(({ id }) => id),
  };
}

/** SQL: the ids of the cases in their order, as far as the agent may see them; null: there can be none. */
async function chosenSql(
  reader: Reader,
  { who, bind, cases }: { who: Principal; bind: Bind; cases: BulkCases },
): Promise<string | null> {
  if ('filter' in cases) return listedSql(reader, { who, bind, filter: cases.filter, limit: bulkLimits.cases });
  const ids = bind([...new Set(cases.caseIds)]);
  return `select k.id from unnest(${ids}::uuid[]) with ordinality as named(id, n) join cases k on k.id = named.id
    where ${scope(who, 'case.read').sql('k', bind)} order by named.n`;
}
