import { parameters, scope, type Principal } from '@guichet/access';
import { caseDetail } from '@guichet/cases';
import type { Authorities, Transmission } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';

/** The most administrations that are suggested. */
const MOST_SUGGESTED = 50;

/** The transmission that was just made, as its case shows it. Throws Failure `not-found`. */
export async function shownTransmission(
  reader: Reader,
  who: Principal,
  { caseId, id }: { caseId: string; id: string },
): Promise<Transmission> {
  const { transmission } = await caseDetail(reader, who, { id: caseId });
  if (transmission?.id !== id) throw new Failure('not-found');
  return transmission;
}

/**
 * The administrations to which requests were passed on before, in the cases that the agent sees: the latest first.
 *
 * @throws Failure `not-permitted`
 */
export function authorities(reader: Reader, who: Principal): Promise<Authorities['items']> {
  const { values, bind } = parameters();
  return reader.query<Authorities['items'][number]>(
    `select authority, contact, "to" from (
       select distinct on (lower(t.authority)) t.authority, t.contact, coalesce(s.recipients, '[]') as "to", t.at
       from transmission t join cases c on c.id = t.case_id left join side_conversation s on s.id = t.side_conversation_id
       where ${scope(who, 'case.read').sql('c', bind)} order by lower(t.authority), t.at desc) known
     order by at desc limit ${MOST_SUGGESTED}`,
    values,
  );
}
