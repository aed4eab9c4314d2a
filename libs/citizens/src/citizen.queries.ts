import { teamsFor, type Principal } from '@guichet/access';
import type { Citizen, CitizenQuery, CitizenSummary, Page } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { Failure } from '@guichet/platform';

/**
 * A person as an agent may know them: only through cases that the agent may see, with the addresses of these and the name
 * they tell. Unknown and hidden look alike.
 */
export async function citizenById(database: Database, who: Principal, id: string): Promise<Citizen> {
  const [row] = await database.read<Citizen>(
    `select c.id, case when seen.named then c.name else seen.latest end as name,
       (select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'type', h.type, 'value', h.value, 'name', case when seen.named then h.name else '' end, 'verified', h.verified,
          'evidence', h.evidence, 'linkedAt', to_char(h.linked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by h.id), '[]')
        from handle h where h.citizen_id = c.id and exists (
          select 1 from case_participant p join cases k on k.id = p.case_id
          where p.handle_id = h.id and ($2::uuid[] is null or k.team_id = any($2)))) as handles,
       (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'reference', k.reference, 'subject', k.subject, 'status', k.status,
          'lastEntryAt', to_char(k.last_entry_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by k.last_entry_at desc), '[]')
        from (select * from cases k where k.citizen_id = c.id and ($2::uuid[] is null or k.team_id = any($2))
              order by k.last_entry_at desc limit 50) k) as cases
     from citizen c cross join lateral (
       select count(*) as cases, bool_or(k.citizen_name = c.name) as named,
         (array_agg(k.citizen_name order by k.last_entry_at desc))[1] as latest
       from cases k where k.citizen_id = c.id and ($2::uuid[] is null or k.team_id = any($2))) seen
     where c.id = $1 and seen.cases > 0`,
    [id, teamsFor(who, 'case.read')],
  );
  if (!row) throw new Failure('not-found');
  return row;
}

const patternOf = (beginning: string): string => `${beginning.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;

/**
 * Persons whose name or address begins like this, each under the name that the agent's own cases tell. A name or an
 * address that only hidden cases know finds nobody. Indexes `citizen_beginning`, `handle_beginning`, `cases_citizen`.
 */
export async function citizensBeginning(
  database: Database,
  who: Principal,
  { q, limit, cursor }: CitizenQuery,
): Promise<Page<CitizenSummary>> {
  const rows = await database.read<CitizenSummary>(
    `with candidate as (
       select id, null::uuid as handle_id from citizen where lower(name) like $1
       union all
       select citizen_id, id from handle where value like $1
     )
     select c.id, (select k.citizen_name from cases k
                   where k.citizen_id = c.id and ($2::uuid[] is null or k.team_id = any($2))
                   order by k.citizen_name = c.name desc, k.last_entry_at desc limit 1) as name
     from citizen c
     where ($3::uuid is null or c.id < $3) and c.id in (
       select d.id from candidate d join citizen n on n.id = d.id where exists (
         select 1 from cases k where k.citizen_id = d.id and ($2::uuid[] is null or k.team_id = any($2))
           and case when d.handle_id is null then k.citizen_name = n.name
               else exists (select 1 from case_participant p where p.case_id = k.id and p.handle_id = d.handle_id) end))
     order by c.id desc limit $4`,
    [patternOf(q), teamsFor(who, 'case.read'), cursor ?? null, limit + 1],
  );
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
}
