import { z } from 'zod';

export const Role = z.enum(['agent', 'supervisor', 'administrator']);
export type Role = z.infer<typeof Role>;

/** What each role may do. `own-teams` limits an action to the cases of the agent's teams; `all` allows it in every case. */
export const permissions = {
  'case.read': { agent: 'own-teams', supervisor: 'all', administrator: 'all' },
  'case.reply': { agent: 'own-teams', supervisor: 'all', administrator: 'all' },
  'case.note': { agent: 'own-teams', supervisor: 'all', administrator: 'all' },
  'case.update': { agent: 'own-teams', supervisor: 'all', administrator: 'all' },
  'case.create': { agent: 'own-teams', supervisor: 'all', administrator: 'all' },
  'case.move': { agent: 'own-teams', supervisor: 'all', administrator: 'all' },
  'citizen.update': { agent: 'own-teams', supervisor: 'all', administrator: 'all' },
  'message.cancel-others': { agent: 'no', supervisor: 'all', administrator: 'all' },
  'quarantine.read': { agent: 'no', supervisor: 'all', administrator: 'all' },
  'quarantine.replay': { agent: 'no', supervisor: 'all', administrator: 'all' },
  'quarantine.decide': { agent: 'no', supervisor: 'all', administrator: 'all' },
  'sender.block': { agent: 'all', supervisor: 'all', administrator: 'all' },
  'sender.list': { agent: 'no', supervisor: 'all', administrator: 'all' },
  'attachment.unlock': { agent: 'no', supervisor: 'no', administrator: 'all' },
  'channel.read': { agent: 'all', supervisor: 'all', administrator: 'all' },
  'channel.manage': { agent: 'no', supervisor: 'no', administrator: 'all' },
  'agent.read': { agent: 'all', supervisor: 'all', administrator: 'all' },
  'agent.manage': { agent: 'no', supervisor: 'no', administrator: 'all' },
  'team.read': { agent: 'all', supervisor: 'all', administrator: 'all' },
  'team.manage': { agent: 'no', supervisor: 'no', administrator: 'all' },
  'template.read': { agent: 'all', supervisor: 'all', administrator: 'all' },
  'template.write': { agent: 'all', supervisor: 'all', administrator: 'all' },
  'template.approve': { agent: 'no', supervisor: 'all', administrator: 'all' },
  'routing.read': { agent: 'all', supervisor: 'all', administrator: 'all' },
  'routing.manage': { agent: 'no', supervisor: 'all', administrator: 'all' },
  'presence.manage': { agent: 'no', supervisor: 'all', administrator: 'all' },
  'metrics.read': { agent: 'own-teams', supervisor: 'all', administrator: 'all' },
  'export.cases': { agent: 'no', supervisor: 'all', administrator: 'all' },
  'report.manage': { agent: 'no', supervisor: 'all', administrator: 'all' },
  'survey.manage': { agent: 'no', supervisor: 'all', administrator: 'all' },
  'organisation.manage': { agent: 'no', supervisor: 'no', administrator: 'all' },
  'token.manage': { agent: 'all', supervisor: 'all', administrator: 'all' },
} as const satisfies Record<string, Record<Role, 'no' | 'own-teams' | 'all'>>;

export type Permission = keyof typeof permissions;
export const Permission = z.enum(Object.keys(permissions) as [Permission, ...Permission[]]);
export type Reach = 'no' | 'own-teams' | 'all';
