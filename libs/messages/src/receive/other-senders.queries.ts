import { parameters, Scope, scope, scopeOrNone, type Principal } from '@guichet/access';
import { otherUsersOf } from '@guichet/citizens';
import type { CaseOfSender, Handle, OtherSenders } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';

/** The most open cases of a person that are offered for a message. */
const MOST_CASES = 3;

/**
 * Who else may have written a message of which it is not certain who of the users of its number did, and their open cases to which an
 * agent may move it. Of whom they may not know nothing is said, nor of a
 * message that is certain.
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
    Pick<Handle, 'type' | 'value'> & { citizenId: string | null; isUncertain: boolean }
  >(
    `select h.type, h.value, c.citizen_id as "citizenId", e.data -> 'flags' ? 'sender-uncertain' as "isUncertain"
     from message m join timeline_entry e on e.id = m.entry_id join cases c on c.id = m.case_id left join handle h on h.id = m.handle_id
     where m.entry_id = $2 and m.case_id = $1 and ${visible.sql('c', bind)}`,
    values,
  );
  if (!message) throw new Failure('not-found');
  const { citizenId, isUncertain, ...handle } = message;
  if (!isUncertain || citizenId === null) return { items: [] };
  const known = await otherUsersOf(reader, visible, { handle, citizenId });
  const movable = scopeOrNone(who, 'case.move') ?? Scope.none;
  const cases = await openCasesOf(reader, movable, { exceptId: caseId, rootIds: known.map(({ id }) => id) });
  return { items: known.map((person) => ({ ...person, cases: cases.get(person.id) ?? [] })) };
}

/** The open cases of some persons within a scope, by the id of the person, the latest first. Indexes `citizen_root`, `cases_citizen`. */
async function openCasesOf(
  reader: Reader,
  movable: Scope,
  { exceptId, rootIds }: { exceptId: string; rootIds: readonly string[] },
): Promise<Map<string, CaseOfSender[]>> {
  if (rootIds.length === 0) return new Map();
  const { values, bind } = parameters(rootIds, exceptId);
  const rows = await reader.query<CaseOfSender & { rootId: string }>(
    `select z.root_id as "rootId", k.id, k.reference, k.subject, k.status from citizen z join cases k on k.citizen_id = z.id
     where z.root_id = any($1::uuid[]) and k.id <> $2 and k.status not in ('closed', 'spam') and ${movable.sql('k', bind)}
     order by k.last_entry_at desc`,
    values,
  );
  const byPerson = Map.groupBy(rows, ({ rootId }) => rootId);
  return new Map(
    [...byPerson].map(([id, cases]) => [id, cases.slice(0, MOST_CASES).map(({ rootId: _, ...item }) => item)]),
  );
}
