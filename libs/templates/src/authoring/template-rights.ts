import { allow, holdsForTemplate, parameters, scopeOrNone, type Principal, type TemplatePlace } from '@guichet/access';
import type { TemplateRight, TemplateScope } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';

const RIGHTS = { write: 'template.write', approve: 'template.approve' } as const satisfies Record<
  TemplateRight,
  string
>;

export const scopeOf = ({ teamId, ownerId }: TemplatePlace): TemplateScope =>
  ownerId !== null ? 'mine' : teamId !== null ? 'team' : 'everybody';

/**
 * What somebody may do with a template that they know. `isProposer`: they have written the version that is being written or reviewed, as
 * whoever proposes a text may go on with it where it is sent back.
 */
export function rightsFor(who: Principal, place: TemplatePlace, isProposer: boolean): TemplateRight[] {
  const rights: TemplateRight[] = [];
  if (isProposer || holdsForTemplate(who, RIGHTS.write, place)) rights.push('write');
  if (place.ownerId === null && holdsForTemplate(who, RIGHTS.approve, place)) rights.push('approve');
  return rights;
}

/** SQL condition: the agent has written the version of the template `t` that is being written or reviewed. */
export const isProposer = (agent: string): string =>
  `exists (select 1 from template_version p where p.template_id = t.id and p.state in ('draft', 'review') and p.created_by_id = ${agent}::uuid)`;

/** Throws `not-permitted` for whoever may not approve a template. */
export function assertMayApprove(who: Principal, place: TemplatePlace): void {
  if (place.ownerId !== null || !holdsForTemplate(who, RIGHTS.approve, place)) throw new Failure('not-permitted');
}

/** Throws `not-permitted` for whoever may not write a template. */
export async function assertMayWrite(tx: Tx, who: Principal, template: TemplatePlace & { id: string }): Promise<void> {
  if (holdsForTemplate(who, RIGHTS.write, template)) return;
  const [found] = await tx.query(`select 1 from template t where t.id = $1 and ${isProposer('$2')}`, [
    template.id,
    who.id,
  ]);
  if (!found || who.scopes) throw new Failure('not-permitted');
}

/** Throws `not-permitted`, and `invalid-request` for a team of which somebody does not know. */
export async function placeFor(
  tx: Tx,
  who: Principal,
  { scope, teamId }: { scope: TemplateScope; teamId: string | null },
): Promise<TemplatePlace> {
  allow(who, 'template.read');
  if (scope === 'team') await assertTeamToUse(tx, who, teamId);
  const place = { teamId: scope === 'team' ? teamId : null, ownerId: scope === 'mine' ? who.id : null };
  if (!holdsForTemplate(who, RIGHTS.write, place)) throw new Failure('not-permitted');
  return place;
}

/** Throws `invalid-request` for a team in which somebody reads no cases. */
export async function assertTeamToUse(tx: Tx, who: Principal, teamId: string | null): Promise<void> {
  const visible = scopeOrNone(who, 'case.read');
  const { values, bind } = parameters(teamId);
  const known = visible
    ? await tx.query(`select 1 from team t where t.id = $1 and ${visible.sqlTeam('t.id', bind)}`, values)
    : [];
  if (known.length === 0) throw wrongField('teamId', 'no-such-team');
}
