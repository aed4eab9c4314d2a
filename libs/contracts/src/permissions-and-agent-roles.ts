import { z } from 'zod';

/**
 * What an agent is in one word, as it follows from the roles that they hold: `administrator` manages agents, `supervisor` may
 * cancel messages of others, everybody else is an `agent`. What somebody may do is said by their permissions alone.
 */
export const Role = z.enum(['agent', 'supervisor', 'administrator']);
export type Role = z.infer<typeof Role>;

/** What a new agent is made: what a word says, or somebody who is not of the house and sees only what is assigned to them. */
export const NewAgentRole = z.enum([...Role.options, 'contractor']);
export type NewAgentRole = z.infer<typeof NewAgentRole>;

/**
 * What a permission is about, which decides how far it reaches where a role is given for some teams only. `cases`: the cases of
 * these teams. `shared`: what every team uses, whatever the teams. `organisation`: nothing, as it concerns every team: it
 * reaches something only where the role is given for all teams.
 */
export type PermissionSubject = 'cases' | 'shared' | 'organisation';

/** Every permission, with what it is about. */
export const permissions = {
  'case.read': 'cases',
  'case.reply': 'cases',
  'case.note': 'cases',
  'case.update': 'cases',
  'case.assign': 'cases',
  'case.close': 'cases',
  'case.create': 'cases',
  'case.move': 'cases',
  'case.restrict': 'cases',
  'case.break-glass': 'cases',
  'citizen.update': 'cases',
  'message.cancel-others': 'cases',
  'quarantine.read': 'organisation',
  'quarantine.replay': 'organisation',
  'quarantine.decide': 'organisation',
  'sender.block': 'shared',
  'sender.list': 'organisation',
  'attachment.unlock': 'organisation',
  'channel.read': 'cases',
  'channel.manage': 'organisation',
  'agent.read': 'shared',
  'agent.manage': 'organisation',
  'team.read': 'shared',
  'team.manage': 'organisation',
  'signature.manage': 'cases',
  'template.read': 'shared',
  'template.write': 'shared',
  'template.approve': 'shared',
  'routing.read': 'shared',
  'routing.manage': 'organisation',
  'presence.manage': 'organisation',
  'metrics.read': 'cases',
  'export.cases': 'cases',
  'report.manage': 'organisation',
  'survey.manage': 'organisation',
  'organisation.manage': 'organisation',
  'token.manage': 'shared',
} as const satisfies Record<string, PermissionSubject>;

export type Permission = keyof typeof permissions;
export const Permission = z.enum(Object.keys(permissions) as [Permission, ...Permission[]]);

/** What a permission is of no use without. */
const needs: Partial<Record<Permission, Permission>> = {
  'case.reply': 'case.read',
  'case.note': 'case.read',
  'case.update': 'case.read',
  'case.assign': 'case.update',
  'case.close': 'case.update',
  'case.create': 'case.read',
  'case.move': 'case.read',
  'case.restrict': 'case.read',
  'case.break-glass': 'case.read',
  'citizen.update': 'case.read',
  'message.cancel-others': 'case.reply',
  'quarantine.replay': 'quarantine.read',
  'quarantine.decide': 'quarantine.read',
  'attachment.unlock': 'case.update',
  'channel.manage': 'channel.read',
  'agent.manage': 'agent.read',
  'team.manage': 'team.read',
  'signature.manage': 'team.read',
  'template.write': 'template.read',
  'template.approve': 'template.read',
  'routing.manage': 'routing.read',
  'presence.manage': 'agent.read',
  'export.cases': 'case.read',
  'report.manage': 'metrics.read',
};

/** These permissions and all those without which they would be of no use, in the order of the list. */
export function withNeeded(wanted: Iterable<Permission>): Permission[] {
  const all = new Set<Permission>();
  for (const permission of wanted)
    for (let one: Permission | undefined = permission; one && !all.has(one); one = needs[one]) all.add(one);
  return Permission.options.filter((permission) => all.has(permission));
}

/** These permissions without one, and without those that would be of no use without it. */
export const withoutDependent = (wanted: readonly Permission[], gone: Permission): Permission[] =>
  wanted.filter((permission) => !withNeeded([permission]).includes(gone));
