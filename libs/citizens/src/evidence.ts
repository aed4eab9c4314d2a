import type { Principal } from '@guichet/access';
import { Evidence, type Handle as HandleShape } from '@guichet/contracts';
import { HandleEvidence, type Tx } from '@guichet/database';

/** Addresses that several people may write from: a family's mailbox, a telephone of the house. An account has one name at a time. */
export const SHARED: readonly HandleShape['type'][] = ['email', 'phone'];

/** It was not withdrawn since. Index `handle_evidence_handle`. */
export const stands = (evidence: string): string =>
  `(${evidence}.kind <> 'withdrawn' and not exists (
     select 1 from handle_evidence later where later.handle_id = ${evidence}.handle_id and later.citizen_id = ${evidence}.citizen_id
       and later.kind = 'withdrawn' and later.id > ${evidence}.id))`;

/** What an agent said is for the teams in which it was said; that a message came is for whoever may know the address. */
export const mayKnowEvidence = (evidence: string, teams: string): string =>
  `(${teams}::uuid[] is null or ${evidence}.by_name is null or ${evidence}.team_ids && ${teams})`;

/** An agent says whose an address is, or is not; what it is known to be follows from all that stands. */
export async function learn(
  tx: Tx,
  who: Principal,
  handleId: string,
  citizenId: string,
  { kind, note, teamIds }: { kind: HandleEvidence['kind']; note?: string | undefined; teamIds: string[] },
): Promise<void> {
  await tx
    .repo(HandleEvidence)
    .insert({ handleId, citizenId, kind, note: note || null, byName: who.name, teamIds, at: tx.now });
  await tx.query(
    `update handle h set evidence = best.kind, verified = best.kind in ('checked', 'signed'), linked_at = best.at
     from (select v.kind, v.at from handle_evidence v join handle o on o.id = v.handle_id and o.citizen_id = v.citizen_id
           where v.handle_id = $1 and ${stands('v')} order by array_position($2::text[], v.kind) desc, v.id limit 1) best
     where h.id = $1`,
    [handleId, Evidence.options],
  );
}

/** An agent says that a case, which came from some addresses, is about somebody else: that person uses these, too. */
export async function shareHandles(
  tx: Tx,
  who: Principal,
  item: { id: string; teamId: string },
  fromId: string,
  toId: string,
): Promise<void> {
  await tx.query(
    `insert into handle_evidence (handle_id, citizen_id, kind, by_name, team_ids, at)
     select distinct h.id, $3::uuid, 'recorded', $4, array[$5::uuid], $6::timestamptz
     from case_participant p join handle h on h.id = p.handle_id join handle_evidence v on v.handle_id = h.id
     where p.case_id = $1 and h.type = any($7) and h.citizen_id <> $3 and v.citizen_id = $2 and ${stands('v')}
       and not exists (select 1 from handle_evidence u where u.handle_id = h.id and u.citizen_id = $3 and ${stands('u')})`,
    [item.id, fromId, toId, who.name, item.teamId, tx.now, SHARED],
  );
}
