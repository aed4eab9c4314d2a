import { parameters, type Scope } from '@guichet/access';
import type { Reader } from '@guichet/database';
import { isStanding, SHARED } from './handle-evidence.js';
import { withHiddenCasesAndPeople } from './hidden-cases-and-people-sql.js';
import { People } from './people-visible-to-agent.js';
import { mayKnowUse } from './visible-handle-evidence.js';

interface Use {
  handleId: string;
  citizenId: string;
}

/** The names of those who use an address, by its id, who are known for longest first. */
type NamesByAddress = Map<string, string[]>;

/** As `othersAtAddresses`, beside these citizens, who are one person. */
export const othersBesidePerson = (
  reader: Pick<Reader, 'query'>,
  visible: Scope,
  { citizenIds, handleIds }: { citizenIds: readonly string[]; handleIds: readonly string[] },
): Promise<NamesByAddress> =>
  othersBeside(reader, visible, { own: 'select unnest($1::uuid[]) as id', whose: citizenIds, handleIds });

/**
 * Who else than the citizen of a case uses each of these addresses, by its id: the names of the other persons of the mailbox of a family
 * or the telephone of a household, as the `file` of the case shows them. Of those that it does not show, nothing is said; nor of the holder of an
 * address that the citizen does not use, as in a case that is of two by a merge: it is theirs alone. Indexes `handle_evidence_handle`, `case_participant_pkey`, `citizen_root`.
 */
export const othersAtAddresses = (
  reader: Pick<Reader, 'query'>,
  file: Scope,
  { caseId, handleIds }: { caseId: string; handleIds: readonly string[] },
): Promise<NamesByAddress> => othersBeside(reader, file, { own: CITIZEN_OF_CASE, whose: caseId, handleIds });

/** SQL: the records of the citizen of the case `$1`. */
const CITIZEN_OF_CASE =
  'select same.id from cases c join citizen z on z.id = c.citizen_id join citizen same on same.root_id = z.root_id where c.id = $1';

/** `own`: SQL of the records of a person by `whose`, which is its `$1`. */
async function othersBeside(
  { query }: Pick<Reader, 'query'>,
  file: Scope,
  { own, whose, handleIds }: { own: string; whose: string | readonly string[]; handleIds: readonly string[] },
): Promise<NamesByAddress> {
  const { values, bind } = parameters(whose, handleIds, SHARED);
  const uses = await query<Use>(
    `${withHiddenCasesAndPeople(file, bind)}, own as (${own})
     select distinct u.handle_id as "handleId", u.citizen_id as "citizenId"
     from handle_evidence u join handle h on h.id = u.handle_id
     where u.handle_id = any($2::uuid[]) and h.type = any($3) and exists (select 1 from own) and u.citizen_id not in (select id from own)
       and (exists (select 1 from handle_evidence mine where mine.handle_id = u.handle_id and mine.citizen_id in (select id from own) and ${isStanding('mine')})
         or not exists (select 1 from citizen holder join citizen same on same.root_id = holder.root_id where holder.id = h.citizen_id and same.id = u.citizen_id))
       and ${isStanding('u')} and ${mayKnowUse('u', { visible: file, bind, citizens: 'array[u.citizen_id]' })}
     order by "citizenId"`,
    values,
  );
  if (uses.length === 0) return new Map();
  const people = await People.around(
    query,
    file,
    uses.map(({ citizenId }) => citizenId),
  );
  const roots = Map.groupBy(uses, ({ handleId }) => handleId);
  return new Map(
    [...roots].map(([handleId, those]) => [
      handleId,
      [...new Set(those.map(({ citizenId }) => people.rootOf(citizenId)))].map((id) => people.nameOf(id)),
    ]),
  );
}
