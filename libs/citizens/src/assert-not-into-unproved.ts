import { parameters, scope, type Principal } from '@guichet/access';
import type { Tx } from '@guichet/database';
import { conflict } from '@guichet/platform';
import { doubtUnlessVouched } from './doubt-of-address.js';
import { withHiddenCasesAndPeople } from './hidden-cases-and-people-sql.js';
import { mayKnowHandle } from './people-visible-to-agent.js';

/** How many of the addresses of a person are doubted, and how many are not. */
interface Addresses {
  id: string;
  doubted: number;
  undoubted: number;
}

/**
 * Whoever writes in the name of somebody else gets a record of their own, of which an unproved address is all that is known. The record
 * of the real person must not become part of it unasked: what comes and goes would be that sender's.
 *
 * @throws Failure `conflict` where nothing proves any address of the person who would stay, and the other one is known by one that is
 * not doubted, or for longer.
 */
export async function assertNotIntoUnproved(
  tx: Tx,
  who: Principal,
  { citizenId, intoId }: { citizenId: string; intoId: string },
): Promise<void> {
  const visible = scope(who, 'citizen.update');
  const { values, bind } = parameters([citizenId, intoId]);
  const citizens = `array(select o.id from citizen o where o.root_id = z.root_id)`;
  const doubt = doubtUnlessVouched('h', { visible, bind, now: tx.now, citizens, evidence: 'h.evidence' });
  const rows = await tx.query<Addresses>(
    `${withHiddenCasesAndPeople(visible, bind)}, known as (
       select z.root_id as id, ${doubt} as doubt from citizen z join handle h on h.citizen_id = z.id
       where z.root_id = any($1::uuid[]) and ${mayKnowHandle('h', visible, bind)})
     select id, count(doubt)::int as doubted, count(*) filter (where doubt is null)::int as undoubted from known group by id`,
    values,
  );
  const [merged, staying] = [citizenId, intoId].map((id) => rows.find((row) => row.id === id));
  if (!staying || staying.doubted === 0 || staying.undoubted > 0) return;
  // An id tells when it was made.
  const isKnownBetter = (merged?.undoubted ?? 0) > 0 || citizenId < intoId;
  if (isKnownBetter) throw conflict('into-unproved-person');
}
