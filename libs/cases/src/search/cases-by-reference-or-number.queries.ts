import { parameters, type Scope } from '@guichet/access';
import { hasNumber } from '@guichet/citizens';
import type { Reader } from '@guichet/database';
import { casesOfAddress, referencePattern } from './reference-and-number-patterns.js';

/** So many cases have a number of which only the end was typed. */
const MOST_REFERENCES = 20;

/**
 * Cases by their reference or by a telephone number, in any spelling; null: what was typed is neither. Only by its reference is
 * spam found.
 */
export async function casesByReferenceOrNumber(
  reader: Reader,
  visible: Scope,
  { q, limit }: { q: string; limit: number },
): Promise<{ caseId: string; text: string }[] | null> {
  const reference = referencePattern(q.trim());
  const { values, bind } = parameters(reference, limit);
  const condition = hasNumber('h', q, bind);
  if (reference === null && condition === null) return null;
  const rows = await reader.query<{ caseId: string; text: string }>(
    `with found as (
       (select c.id as "caseId", c.reference as text from cases c
        where $1::text is not null and c.reference like $1 and ${visible.sql('c', bind)} order by c.id desc limit ${MOST_REFERENCES})
       union all
       (select a."caseId", a.value from (${casesOfAddress(visible, bind, { condition: condition ?? 'false', most: 2000 })}) a
        join cases c on c.id = a."caseId" where c.status <> 'spam' order by c.id desc limit $2))
     select "caseId", min(text) as text from found group by "caseId" order by "caseId" desc`,
    values,
  );
  return rows.slice(0, limit);
}
