import { allow, holdsForTemplate, parameters, scopeOrNone, type Principal, type TemplatePlace } from '@guichet/access';
import type { Language, TemplateRight, TemplateScope } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';

const RIGHTS = { write: 'template.write', approve: 'template.approve' } as const;

export const scopeOf = ({ teamId, ownerId }: TemplatePlace): TemplateScope =>
  ownerId !== null ? 'mine' : teamId !== null ? 'team' : 'everybody';

/**
 * What somebody may do with a template that they know. `isProposer`: it is the copy of their own text, of which a first version that they
 * have submitted is being written or reviewed, so that they may correct that version where it is sent back.
 */
export function rightsFor(who: Principal, place: TemplatePlace, isProposer: boolean): TemplateRight[] {
  const rights: TemplateRight[] = [];
  if (holdsForTemplate(who, RIGHTS.write, place)) rights.push('write');
  else if (isProposer && mayCorrect(who)) rights.push('correct');
  if (place.ownerId === null && holdsForTemplate(who, RIGHTS.approve, place)) rights.push('approve');
  return rights;
}

/** A token goes on with no proposal: it has to reach as far as for the templates of others. */
const mayCorrect = (who: Principal): boolean => !who.scopes && holdsForTemplate(who, RIGHTS.write, ownOf(who));

const ownOf = ({ id }: Principal): TemplatePlace => ({ teamId: null, ownerId: id });

/** SQL condition: the template `t` is the copy of the agent's own text, and its first version, theirs, is being written or reviewed, `language`: in this language. */
export const isProposer = (agent: string, language?: string): string =>
  `exists (select 1 from template o join template_version p on p.template_id = t.id where o.id = t.proposed_from_id
     and o.owner_id = ${agent}::uuid and p.submitted_by_id = ${agent}::uuid and p.number = 1 and p.state in ('draft', 'review')
     ${language === undefined ? '' : `and p.language = ${language}`})`;

/** Whether somebody may approve a template: nobody approves what is one agent's own. */
export const mayApprove = (who: Principal, place: TemplatePlace): boolean =>
  place.ownerId === null && holdsForTemplate(who, RIGHTS.approve, place);

/** Throws `not-permitted` for whoever may not approve a template. */
export function assertMayApprove(who: Principal, place: TemplatePlace): void {
  if (!mayApprove(who, place)) throw new Failure('not-permitted');
}

/** Throws `not-permitted` for whoever may not write a template. */
export function assertMayWrite(who: Principal, place: TemplatePlace): void {
  if (!holdsForTemplate(who, RIGHTS.write, place)) throw new Failure('not-permitted');
}

/** Throws `not-permitted` for whoever may neither write a template, nor correct what they have proposed in this language. */
export async function assertMayCorrect(
  tx: Tx,
  who: Principal,
  { template, language }: { template: TemplatePlace & { id: string }; language: Language },
): Promise<void> {
  if (holdsForTemplate(who, RIGHTS.write, template)) return;
  const proposed = mayCorrect(who)
    ? await tx.query(`select 1 from template t where t.id = $1 and ${isProposer('$2', '$3')}`, [
        template.id,
        who.id,
        language,
      ])
    : [];
  if (proposed.length === 0) throw new Failure('not-permitted');
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
  assertMayWrite(who, place);
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
