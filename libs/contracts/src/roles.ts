import { z } from 'zod';
import { Permission, permissions, type NewAgentRole, type Role } from './permissions-and-agent-roles.js';
import { Id, Instant, Line, Named, WholeListQuery } from './primitives.js';

const EVERYONE_READS: readonly Permission[] = [
  'channel.read',
  'agent.read',
  'team.read',
  'template.read',
  'routing.read',
];

const FRONT_DESK: readonly Permission[] = [
  'case.read',
  'case.reply',
  'case.note',
  'case.update',
  'case.assign',
  'case.create',
  'citizen.update',
  'sender.block',
  ...EVERYONE_READS,
];

const CASE_WORKER: readonly Permission[] = [
  ...FRONT_DESK,
  'case.close',
  'case.move',
  'template.write',
  'metrics.read',
  'token.manage',
];

const SUPERVISOR: readonly Permission[] = [
  ...CASE_WORKER,
  'case.restrict',
  'case.break-glass',
  'message.cancel-others',
  'quarantine.read',
  'quarantine.replay',
  'quarantine.decide',
  'sender.list',
  'signature.manage',
  'template.approve',
  'routing.manage',
  'presence.manage',
  'export.cases',
  'report.manage',
  'survey.manage',
];

const SIGNATORY: readonly Permission[] = [
  'case.read',
  'case.reply',
  'case.note',
  'case.update',
  'case.close',
  ...EVERYONE_READS,
];

const inOrder = (wanted: readonly Permission[]): Permission[] =>
  Permission.options.filter((permission) => wanted.includes(permission));

const shipped = <const Key extends string>(number: number, key: Key, wanted: readonly Permission[]) => ({
  id: `01930000-0000-7000-8000-${String(number).padStart(12, '0')}`,
  key,
  permissions: inOrder(wanted),
});

/**
 * The roles that ship, as the migrations write them. Their names and what they are for stand in the texts of the console. They
 * are copied, not changed.
 */
export const shippedRoles = [
  shipped(1, 'front-desk', FRONT_DESK),
  shipped(2, 'case-worker', CASE_WORKER),
  shipped(3, 'expert', ['case.read', 'case.note', ...EVERYONE_READS]),
  shipped(4, 'approver', ['case.read', 'case.note', 'template.approve', 'metrics.read', ...EVERYONE_READS]),
  shipped(5, 'signatory', SIGNATORY),
  shipped(6, 'supervisor', SUPERVISOR),
  shipped(7, 'administrator', Permission.options),
  shipped(8, 'dpo', [
    'case.read',
    'case.note',
    'case.break-glass',
    'citizen.update',
    'export.cases',
    'metrics.read',
    ...EVERYONE_READS,
  ]),
  shipped(9, 'archivist', ['case.read', 'export.cases', ...EVERYONE_READS]),
  shipped(10, 'auditor', ['case.read', 'quarantine.read', 'sender.list', 'metrics.read', ...EVERYONE_READS]),
  shipped(11, 'elected-official', ['metrics.read', 'team.read']),
  // Made to be given for assigned cases alone: somebody who is not of the house.
  shipped(12, 'contractor', [
    'case.read',
    'case.reply',
    'case.note',
    'channel.read',
    'agent.read',
    'team.read',
    'template.read',
  ]),
] as const;

export type RoleKey = (typeof shippedRoles)[number]['key'];
export const RoleKey = z.enum(shippedRoles.map(({ key }) => key) as [RoleKey, ...RoleKey[]]);

/** The shipped role of a key. */
export const shippedRole = (wanted: RoleKey) => shippedRoles.find(({ key }) => key === wanted)!;

/** Which role stands for an agent who is only said to be an agent, a supervisor or an administrator, and how far it reaches. */
export const roleOfWord = {
  agent: { key: 'case-worker', reach: 'own-teams' },
  supervisor: { key: 'supervisor', reach: 'all-teams' },
  administrator: { key: 'administrator', reach: 'all-teams' },
} as const satisfies Record<Role, { key: RoleKey; reach: GrantReach }>;

/** The same of an agent who is created. */
export const roleOfNewAgent = {
  ...roleOfWord,
  contractor: { key: 'contractor', reach: 'assigned-cases' },
} as const satisfies Record<NewAgentRole, { key: RoleKey; reach: GrantReach }>;

/** A set of permissions that is given to agents. `key`: it ships, and the console has its name; else `name` is that. */
export const RoleDefinition = z.object({
  id: Id,
  key: RoleKey.nullable(),
  name: z.string(),
  description: z.string(),
  permissions: z.array(Permission),
  /** How many active agents hold it now or will. */
  agents: z.number().int(),
  /** Whoever holds it must have a second factor. */
  requiresSecondFactor: z.boolean(),
});
export type RoleDefinition = z.infer<typeof RoleDefinition>;

/** What is missing for a permission to be of use is added. */
export const SaveRole = z.strictObject({
  name: Line(60),
  description: z.string().trim().max(300).default(''),
  permissions: z.array(Permission).min(1).max(Object.keys(permissions).length),
});
export type SaveRole = z.infer<typeof SaveRole>;

export const RequireSecondFactor = z.strictObject({ required: z.boolean() });

/** Whether a role requires a second factor, and which of the active agents who hold it, or will, have none here. */
export const RoleSecondFactor = RequireSecondFactor.extend({
  /** How many active agents hold it now or will. */
  agents: z.number().int(),
  /** How many days they have to set one up, from when they were given the role, or from when it was required. */
  graceDays: z.number().int(),
  lacking: z.array(
    z.object({
      agent: Named,
      /** They sign in at a provider alone, which may ask for one. */
      atProvider: z.boolean(),
      /** From when on they can do nothing before they have one: where it is not required yet, if it were from now on. */
      dueAt: Instant,
    }),
  ),
});
export type RoleSecondFactor = z.infer<typeof RoleSecondFactor>;

/**
 * For which teams a role is given: all, also later ones; those of which the agent is a member; all of given sectors, also later
 * ones; or given ones. `assigned-cases`: for none, but for the cases that are assigned to the agent, as long as they are.
 */
export const GrantReach = z.enum(['all-teams', 'own-teams', 'sectors', 'teams', 'assigned-cases']);
export type GrantReach = z.infer<typeof GrantReach>;

/** A role that an agent holds, or will hold. */
export const RoleGrant = z.object({
  id: Id,
  roleId: Id,
  reach: GrantReach,
  /** Where `reach` is `teams`. */
  teamIds: z.array(Id),
  /** Where `reach` is `sectors`. */
  sectorIds: z.array(Id),
  /** Null: since it was given. */
  validFrom: Instant.nullable(),
  /** The moment at which it ends; null: until it is taken back. */
  validUntil: Instant.nullable(),
});
export type RoleGrant = z.infer<typeof RoleGrant>;

/** A role with the agent who holds it. */
export const HeldRole = RoleGrant.extend({ agentId: Id });
export type HeldRole = z.infer<typeof HeldRole>;

/** `teamIds`: for which, where `reach` is `teams`; `sectorIds`, where it is `sectors`; else they are ignored. */
export const GiveRole = z.strictObject({
  roleId: Id,
  reach: GrantReach,
  teamIds: z.array(Id).max(100).default([]),
  sectorIds: z.array(Id).max(100).default([]),
  validFrom: Instant.nullable().default(null),
  validUntil: Instant.nullable().default(null),
});
export type GiveRole = z.infer<typeof GiveRole>;

/** How a permission reaches what it reaches: by which role that was given, and for which teams that is. */
export const RightReason = z.object({
  grantId: Id,
  roleId: Id,
  key: RoleKey.nullable(),
  name: z.string(),
  /** Null: all teams. */
  teams: z.array(Named).nullable(),
  /** The sectors for which it was given, where these are all their teams; else null. */
  sectors: z.array(Named).nullable(),
  /** For the cases that are assigned to the agent, and for no team. */
  assignedCases: z.boolean(),
  validUntil: Instant.nullable(),
});
export type RightReason = z.infer<typeof RightReason>;

/** What an agent may do now, each with its reasons, and the roles that they hold or will hold. */
export const AgentRights = z.object({
  grants: z.array(RoleGrant),
  rights: z.array(z.object({ permission: Permission, reasons: z.array(RightReason) })),
});
export type AgentRights = z.infer<typeof AgentRights>;

/**
 * Who may read a case, what they may do in it, and why. `admission`: what lets them into a restricted one, for which a role is not
 * enough: they are named, or have broken its glass.
 */
export const CaseReader = z.object({
  agent: Named,
  admission: z
    .discriminatedUnion('by', [
      z.object({ by: z.literal('name') }),
      z.object({ by: z.literal('glass'), until: Instant, reason: z.string() }),
    ])
    .nullable(),
  permissions: z.array(Permission),
  reasons: z.array(RightReason),
});
export type CaseReader = z.infer<typeof CaseReader>;

/** `unrestricted`: who would see a restricted case if it were not: those who can be named. */
export const CaseReaderQuery = WholeListQuery.extend({ unrestricted: z.literal('1').optional() });

const RoleName = z.object({ key: RoleKey.nullable(), name: z.string() });

/** Why an agent does not see a case. `elsewhere`: their roles are for other teams, or for what is assigned to them. */
export const CaseObstacle = z.discriminatedUnion('type', [
  z.object({ type: z.literal('inactive') }),
  z.object({ type: z.literal('no-role') }),
  z.object({ type: z.literal('role-ended'), role: RoleName, at: Instant }),
  z.object({ type: z.literal('role-begins'), role: RoleName, at: Instant }),
  z.object({ type: z.literal('elsewhere'), reasons: z.array(RightReason), team: Named, sector: Named.nullable() }),
  z.object({ type: z.literal('restricted'), mayBreakGlass: z.boolean() }),
]);
export type CaseObstacle = z.infer<typeof CaseObstacle>;

/** Whether one agent sees a case: `reader` says by what; where it is null, `obstacles` says why not. */
export const CaseReading = z.object({
  agent: Named,
  reader: CaseReader.nullable(),
  obstacles: z.array(CaseObstacle),
});
export type CaseReading = z.infer<typeof CaseReading>;
