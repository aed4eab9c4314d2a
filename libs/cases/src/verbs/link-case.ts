import { actorOf, anyCaseFor, caseFor, type Principal } from '@guichet/access';
import type { Activity, CaseLinkKind } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import { appendEntry } from '../timeline/append-entries.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';

interface Pair {
  caseId: string;
  otherId: string;
}

const fromTheOther = { related: 'related', parent: 'child', child: 'parent' } as const;

/** Locks two cases in one order, whichever of the two was asked first. */
async function lockBoth({ caseId, otherId }: Pair, lock: (id: string) => Promise<Case>) {
  const [first, second] = [caseId, otherId].sort() as [string, string];
  const locked = new Map([
    [first, await lock(first)],
    [second, await lock(second)],
  ]);
  return { item: locked.get(caseId)!, other: locked.get(otherId)! };
}

/** Says in the timeline of a case what became of its link to another one. */
async function note(tx: Tx, who: Principal, { item, activity }: { item: Case; activity: Activity }) {
  await appendEntry(tx, { item, entry: { kind: 'activity', data: activity }, actor: actorOf(who) });
  await saveCase(tx, item);
  tx.publish('case.changed', { fields: ['links'] }, { caseId: item.id, teamIds: [item.teamId] });
}

/** What the other case is to one that is linked to it. */
async function linkedAs(tx: Tx, caseId: string, otherId: string): Promise<CaseLinkKind | undefined> {
  const [link] = await tx.query<{ kind: CaseLinkKind }>(
    `select kind from case_link where case_id = $1 and other_id = $2 and state = 'linked'`,
    [caseId, otherId],
  );
  return link?.kind;
}

const toOther = ({ id, reference }: Case) => ({ caseId: id, reference });

/**
 * Links two cases, which both show it; or dismisses a link that was suggested. `kind`: what the other one is to the first one; where it is not
 * given, it stays as it is. Cases that
 * are linked so already stay as they are.
 *
 * @throws Failure `not-found` where the agent may not change one of the two, `conflict` for one that was merged,
 * `invalid-request` for a case and itself.
 */
export async function linkCase(
  tx: Tx,
  who: Principal,
  { caseId, otherId, accept, kind: asked }: Pair & { accept: boolean; kind?: CaseLinkKind | undefined },
): Promise<void> {
  if (caseId === otherId) throw wrongField('caseId', 'same-case');
  // What is said about a suggestion is written in the first case only, whatever has become of the other.
  const { item, other } = await lockBoth({ caseId, otherId }, (id) =>
    (accept || id === caseId ? caseFor : anyCaseFor)(tx, who, { id, permission: 'case.update' }),
  );
  const state = accept ? 'linked' : 'dismissed';
  const kind = asked ?? (await linkedAs(tx, caseId, otherId)) ?? 'related';
  const sides = [
    { item, other, kind },
    { item: other, other: item, kind: fromTheOther[kind] },
  ];
  for (const side of accept ? sides : sides.slice(0, 1)) {
    const changed = await tx.query(
      `insert into case_link (case_id, other_id, state, kind) values ($1, $2, $3, $4)
       on conflict (case_id, other_id) do update set state = excluded.state, kind = excluded.kind
       where (case_link.state, case_link.kind) is distinct from (excluded.state, excluded.kind) returning case_id`,
      [side.item.id, side.other.id, state, side.kind],
    );
    if (changed.length === 0) continue;
    const activity = accept
      ? ({ type: 'linked', ...toOther(side.other), kind: side.kind } as const)
      : ({ type: 'link-dismissed', ...toOther(side.other) } as const);
    await note(tx, who, { item: side.item, activity });
  }
}

/**
 * Removes the link between two cases, of which neither shows it any more. One that was suggested is a suggestion again, about which an agent
 * decides. Cases that are not linked stay as they are.
 *
 * @throws Failure `not-found` where the agent may not change one of the two, `conflict` for one that was merged.
 */
export async function unlinkCase(tx: Tx, who: Principal, pair: Pair): Promise<void> {
  const { item, other } = await lockBoth(pair, (id) => caseFor(tx, who, { id, permission: 'case.update' }));
  const gone = await tx.query<{ caseId: string }>(
    `with suggested as (
       update case_link set state = 'suggested', kind = 'related' where state = 'linked' and reason is not null
       and (case_id, other_id) in (($1::uuid, $2::uuid), ($2, $1)) returning case_id
     ), removed as (
       delete from case_link where state = 'linked' and reason is null
       and (case_id, other_id) in (($1::uuid, $2::uuid), ($2, $1)) returning case_id
     ) select case_id as "caseId" from suggested union all select case_id from removed`,
    [item.id, other.id],
  );
  for (const [one, another] of [
    [item, other],
    [other, item],
  ] as const)
    if (gone.some(({ caseId }) => caseId === one.id))
      await note(tx, who, { item: one, activity: { type: 'unlinked', ...toOther(another) } });
}
