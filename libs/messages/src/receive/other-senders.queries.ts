import { parameters, Scope, scope, scopeOrNone, type Principal } from '@guichet/access';
import { otherUsersOf } from '@guichet/citizens';
import type { CaseOfSender, Handle, OtherSenders } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';

/** The most persons who are named for a message, the most of their open cases that are offered, and the most cases that are looked at. */
const MOST = { persons: 5, cases: 3, read: 200 } as const;

interface Uncertain {
  handle: Pick<Handle, 'type' | 'value'>;
  handleId: string;
  caseId: string;
  citizenId: string;
}

/**
 * Who else may have written a message of which it is not certain who of the users of its number did, and the open cases to which an agent may
 * move it: theirs, and others in which the number takes part. Of whom they may not know nothing is said, nor of a message that is certain.
 *
 * @throws Failure `not-permitted`, `not-found`
 */
export async function otherSenders(
  reader: Reader,
  who: Principal,
  { caseId, entryId }: { caseId: string; entryId: string },
): Promise<OtherSenders> {
  const visible = scope(who, 'case.read');
  const { values, bind } = parameters(caseId, entryId);
  const [message] = await reader.query<
    Pick<Handle, 'type' | 'value'> & { handleId: string | null; citizenId: string | null; isUncertain: boolean }
  >(
    `select h.id as "handleId", h.type, h.value, c.citizen_id as "citizenId", e.data -> 'flags' ? 'sender-uncertain' as "isUncertain"
     from message m join timeline_entry e on e.id = m.entry_id join cases c on c.id = m.case_id left join handle h on h.id = m.handle_id
     where m.entry_id = $2 and m.case_id = $1 and ${visible.sql('c', bind)}`,
    values,
  );
  if (!message) throw new Failure('not-found');
  const { handleId, citizenId, isUncertain, ...handle } = message;
  if (!isUncertain || citizenId === null || handleId === null) return { items: [], more: 0 };
  const known = await otherUsersOf(reader, visible, { handle, citizenId });
  const rows = await openCasesOf(reader, scopeOrNone(who, 'case.move') ?? Scope.none, {
    rootIds: known.map(({ id }) => id),
    uncertain: { handle, handleId, caseId, citizenId },
  });
  const persons = new Map(known.map((one) => [one.id, one]));
  for (const { rootId, name } of rows) if (!persons.has(rootId)) persons.set(rootId, { id: rootId, name });
  const casesOf = (id: string) =>
    rows
      .filter(({ rootId }) => rootId === id)
      .slice(0, MOST.cases)
      .map(({ rootId: _, name: __, ...item }) => item);
  const named = [...persons.values()].slice(0, MOST.persons);
  return {
    items: named.map((person) => ({ ...person, cases: casesOf(person.id) })),
    more: persons.size - named.length,
  };
}

/**
 * The open cases within a scope that are of some persons, or of others than the one of the message and have its number, the latest first.
 * Indexes `citizen_root`, `cases_citizen`, `case_participant_handle`.
 */
async function openCasesOf(
  reader: Reader,
  movable: Scope,
  { rootIds, uncertain }: { rootIds: readonly string[]; uncertain: Uncertain },
): Promise<(CaseOfSender & { rootId: string; name: string })[]> {
  const { values, bind } = parameters(rootIds, uncertain.caseId, uncertain.handleId, uncertain.citizenId);
  return reader.query(
    `select z.root_id as "rootId", k.citizen_name as name, k.id, k.reference, k.subject, k.status
     from (select k.id from citizen z join cases k on k.citizen_id = z.id where z.root_id = any($1::uuid[])
       union select case_id from case_participant where handle_id = $3) one
     join cases k on k.id = one.id join citizen z on z.id = k.citizen_id
     where k.id <> $2 and k.status not in ('closed', 'spam') and ${movable.sql('k', bind)}
       and z.root_id <> (select root_id from citizen where id = $4)
     order by k.last_entry_at desc limit ${MOST.read}`,
    values,
  );
}
