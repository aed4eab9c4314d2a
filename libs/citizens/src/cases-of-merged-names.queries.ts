import { parameters, type Scope } from '@guichet/access';
import type { Reader } from '@guichet/database';
import { withoutCivilities } from './similar-names.js';

/** So many cases, the newest, are found by the name that another record of their person has. */
const MOST = 20;
/** So many records of a name are looked at. */
const NAMES = 50;

/**
 * Cases of persons who were merged with one of this name, as a case that the agent may see shows it, with that name: no message of theirs
 * need bear it. Spam is not among them. It runs at every key that is typed: whoever was never merged is not looked at, however many begin
 * so. Indexes `citizen_merged_words`, `citizen_root`, `cases_citizen`.
 */
export async function casesOfMergedNames(
  { query }: Pick<Reader, 'query'>,
  visible: Scope,
  name: string,
): Promise<{ caseId: string; text: string }[]> {
  // Fewer letters begin too many names.
  if ((name.match(/\p{L}/gu)?.length ?? 0) < 3) return [];
  const { values, bind } = parameters(withoutCivilities(name));
  return query(
    `with named as (
       select z.id, z.root_id, z.name from citizen z
       where z.was_merged and words_of_name(z.name) @@ name_query($1)
         and exists (select 1 from citizen o where o.root_id = z.root_id and o.id <> z.id offset 0)
         and exists (select 1 from cases k where k.citizen_id = z.id and k.citizen_name = z.name and ${visible.sql('k', bind)} offset 0)
       limit ${NAMES})
     select k.id as "caseId", min(named.name) as text from named join citizen o on o.root_id = named.root_id and o.id <> named.id
     join cases k on k.citizen_id = o.id
     where k.status <> 'spam' and ${visible.sql('k', bind)}
     group by k.id order by max(k.last_entry_at) desc limit ${MOST}`,
    values,
  );
}
