import type { Permission } from '@guichet/contracts';
import { visibleSectors } from './visible-sectors.js';
import { reach, type Principal } from './principal.js';
import { Scope, scopeOrNone, type Bind } from './scope.js';

/** Whose a template is: an agent's own, a team's, or everybody's. */
export interface TemplatePlace {
  teamId: string | null;
  ownerId: string | null;
}

/**
 * SQL condition on the row `alias` of table `template`: somebody knows of what is their own, of what is a team's in which they may read
 * cases, and of what is everybody's, in no sector or in one that they know. To them, all else does not exist.
 */
export function visibleTemplates(who: Principal, bind: Bind): (alias: string) => string {
  const visible = scopeOrNone(who, 'case.read') ?? Scope.none;
  const { sector } = visibleSectors(who, bind);
  const owner = `${bind(who.id)}::uuid`;
  return (alias) => {
    const team = `${alias}.team_id`;
    const isOfKnownTeam = `(${team} is null or ${visible.sqlWhole(bind)} or ${visible.sqlSomeOf(team, bind)})`;
    const isNobodyElses = `(${alias}.owner_id is null or ${alias}.owner_id = ${owner})`;
    return `(${isNobodyElses} and ${isOfKnownTeam} and ${sector(`${alias}.sector_id`)})`;
  };
}

/**
 * SQL condition: the row `alias` of table `attachment` is a file of a template of which the agent knows. One that its
 * last version has lost is of none.
 */
export const isFileOfKnownTemplate = (alias: string, who: Principal, bind: Bind): string =>
  `(${alias}.of_template and coalesce((
     select bool_or(${visibleTemplates(who, bind)('t')}) from template_version v join template t on t.id = v.template_id
     where v.content -> 'attachments' @> jsonb_build_array(jsonb_build_object('id', ${alias}.id))), true))`;

/**
 * Does somebody hold a permission of templates for one: for a team's, by a role that reaches the team; for everybody's, by any role?
 * Their own is theirs, where they answer with templates at all; a token has to reach as far for it as for those of others.
 */
export function holdsForTemplate(
  who: Principal,
  permission: Permission & `template.${string}`,
  { teamId, ownerId }: TemplatePlace,
): boolean {
  if (ownerId !== null && !who.scopes) return ownerId === who.id && mayWriteOwn(who);
  if (reach(who, permission) === 'nowhere') return false;
  if (ownerId !== null) return ownerId === who.id;
  return teamId === null || reachesTeamBy(who, permission, teamId);
}

const mayWriteOwn = (who: Principal): boolean =>
  reach(who, 'template.read') !== 'nowhere' && reach(who, 'case.reply') !== 'nowhere';

const reachesTeamBy = ({ grants, teamIds }: Principal, permission: Permission, teamId: string): boolean =>
  grants.some(
    (grant) =>
      grant.permissions.includes(permission) &&
      (grant.reach === 'all-teams' || (grant.reach === 'own-teams' ? teamIds : grant.teamIds).includes(teamId)),
  );
