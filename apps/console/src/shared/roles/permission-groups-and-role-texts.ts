import type { Permission, RightReason, RoleDefinition } from '@guichet/contracts';
import { useFormats } from '../i18n/use-formats.js';
import { useTexts } from '../i18n/use-texts.js';

/** The permissions as the screens group them. */
export const permissionGroups = {
  cases: [
    'case.read',
    'case.reply',
    'case.note',
    'case.update',
    'case.assign',
    'case.close',
    'case.create',
    'case.move',
    'case.restrict',
    'case.break-glass',
    'message.cancel-others',
    'citizen.update',
    'attachment.unlock',
  ],
  mail: ['sender.block', 'sender.list', 'quarantine.read', 'quarantine.replay', 'quarantine.decide'],
  templates: ['template.read', 'template.write', 'template.approve'],
  figures: ['metrics.read', 'export.cases', 'report.manage'],
  settings: ['channel.read', 'channel.manage', 'routing.read', 'routing.manage', 'survey.manage'],
  administration: [
    'agent.read',
    'agent.manage',
    'team.read',
    'team.manage',
    'signature.manage',
    'presence.manage',
    'organisation.manage',
    'token.manage',
  ],
} as const satisfies Record<string, readonly Permission[]>;

// Fails to compile where a permission is in no group.
type Missing = Exclude<Permission, (typeof permissionGroups)[keyof typeof permissionGroups][number]>;
const complete: [Missing] extends [never] ? true : Missing = true;
void complete;

export type PermissionGroup = keyof typeof permissionGroups;
export const groupNames = Object.keys(permissionGroups) as PermissionGroup[];

type Dashed<Name extends string> = Name extends `${infer Head}.${infer Tail}` ? `${Head}-${Tail}` : Name;
const dashed = <Name extends Permission>(permission: Name) => permission.replace('.', '-') as Dashed<Name>;

/** The words for roles and permissions. */
export function useRoleTexts() {
  const { t } = useTexts();
  const formats = useFormats();
  const roleName = ({ key, name }: Pick<RoleDefinition, 'key' | 'name'>) => (key ? t(`roles.role.${key}.name`) : name);
  const lastDay = (until: string) => formats.date(new Date(Date.parse(until) - 1).toISOString());
  return {
    roleName,
    /** The day on which a role is held for the last time: one that ends at midnight is not held on the day that begins. */
    lastDay,
    roleHint: ({ key, description }: Pick<RoleDefinition, 'key' | 'description'>) =>
      key ? t(`roles.role.${key}.hint`) : description,
    permissionName: (permission: Permission) => t(`roles.permission.${dashed(permission)}.name`),
    permissionHint: (permission: Permission) => t(`roles.permission.${dashed(permission)}.hint`),
    /** By which role, in which teams and until when. `isOfCases`: what is about the cases of teams. */
    reason: (reason: RightReason, isOfCases: boolean) => {
      const role = roleName(reason);
      const { teams, sectors, assignedCases, validUntil } = reason;
      const names = (of: readonly { name: string }[]) => formats.list(of.map(({ name }) => name));
      const text = sectors
        ? t('roles.rights.bySectors', { role, count: sectors.length, sectors: names(sectors) })
        : assignedCases
          ? t('roles.rights.byAssigned', { role })
          : teams
            ? t('roles.rights.byTeams', { role, count: teams.length, teams: names(teams) })
            : t(isOfCases ? 'roles.rights.byAll' : 'roles.rights.by', { role });
      return validUntil ? t('roles.rights.until', { reason: text, date: lastDay(validUntil) }) : text;
    },
  };
}
