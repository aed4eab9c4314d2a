import type { Principal, ScopedCase } from '@guichet/access';
import { Evidence, type Handle as HandleShape } from '@guichet/contracts';
import { HandleEvidence, type Tx } from '@guichet/database';

/** Handles from which several people may write: the mailbox of a family, the telephone of a household. An account has one name at a time. */
export const SHARED: readonly HandleShape['type'][] = ['email', 'phone'];

/** SQL condition: this evidence was not withdrawn since. Index `handle_evidence_handle`. */
export const isStanding = (evidence: string): string =>
  `(${evidence}.kind <> 'withdrawn' and not exists (
     select 1 from handle_evidence later where later.handle_id = ${evidence}.handle_id and later.citizen_id = ${evidence}.citizen_id
       and later.kind = 'withdrawn' and later.id > ${evidence}.id))`;

/** Who may know what an agent says: these teams, as long as the case in which it was learnt is not restricted. */
export type EvidenceAudience = Pick<HandleEvidence, 'teamIds' | 'caseId'>;

/** What an agent says of whose an address is. */
interface NewEvidence extends Pick<HandleEvidence, 'handleId' | 'citizenId' | 'kind'>, EvidenceAudience {
  note?: string | undefined;
}

/** Records what an agent says of whose an address is; the best evidence that stands is then the one that the address shows. */
export async function recordEvidence(tx: Tx, who: Principal, { note, ...evidence }: NewEvidence): Promise<void> {
  await tx.repo(HandleEvidence).insert({ ...evidence, note: note || null, byId: who.id, byName: who.name, at: tx.now });
  await tx.query(
    `update handle h set evidence = best.kind, verified = best.kind in ('checked', 'signed'), linked_at = best.at
     from (select v.kind, v.at from handle_evidence v join handle o on o.id = v.handle_id and o.citizen_id = v.citizen_id
           where v.handle_id = $1 and ${isStanding('v')} order by array_position($2::text[], v.kind) desc, v.id limit 1) best
     where h.id = $1`,
    [evidence.handleId, Evidence.options],
  );
}

/**
 * A case is about somebody else than the owner of the addresses that it came from: that person uses these addresses, too. Of a
 * restricted case, no team is told.
 */
export async function shareHandles(
  tx: Tx,
  who: Principal,
  { item, fromId, toId }: { item: ScopedCase; fromId: string; toId: string },
): Promise<void> {
  await tx.query(
    `insert into handle_evidence (handle_id, citizen_id, kind, by_id, by_name, team_ids, case_id, at)
     select distinct h.id, $3::uuid, 'recorded', $8::uuid, $4, $5::uuid[], $1::uuid, $6::timestamptz
     from case_participant p join handle h on h.id = p.handle_id join handle_evidence v on v.handle_id = h.id
     where p.case_id = $1 and h.type = any($7) and h.citizen_id <> $3 and v.citizen_id = $2 and ${isStanding('v')}
       and not exists (select 1 from handle_evidence u where u.handle_id = h.id and u.citizen_id = $3 and ${isStanding('u')})`,
    [item.id, fromId, toId, who.name, item.restrictedTo ? [] : [item.teamId], tx.now, SHARED, who.id],
  );
}

/**
 * A case was opened or a contact recorded with the address of somebody else than the person whom it is of: they use it, too, and it stays its
 * owner's. Of a restricted case, no team is told. What is known already is not said again.
 */
export async function shareHandle(
  tx: Tx,
  who: Principal,
  { item, handleId, citizenId }: { item: ScopedCase; handleId: string; citizenId: string },
): Promise<void> {
  await tx.query(
    `insert into handle_evidence (handle_id, citizen_id, kind, by_id, by_name, team_ids, case_id, at)
     select h.id, z.id, 'recorded', $3::uuid, $4, $5::uuid[], $6::uuid, $7::timestamptz
     from handle h join citizen owner on owner.id = h.citizen_id join citizen z on z.id = $2
     where h.id = $1 and h.type = any($8) and owner.root_id <> z.root_id and not exists (
       select 1 from handle_evidence u join citizen same on same.id = u.citizen_id
       where u.handle_id = h.id and same.root_id = z.root_id and ${isStanding('u')})`,
    [handleId, citizenId, who.id, who.name, item.restrictedTo ? [] : [item.teamId], item.id, tx.now, SHARED],
  );
}
