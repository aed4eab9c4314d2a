import { z } from 'zod';
import { Id } from './primitives.js';

/** For which teams the members of a group get their roles. */
export const GroupReach = z.enum(['all-teams', 'own-teams', 'sectors', 'teams', 'assigned-cases']);
export type GroupReach = z.infer<typeof GroupReach>;

/** What the members of a group get by it: teams of which they are made members, and roles. */
export const GroupMapping = z.strictObject({
  teamIds: z.array(Id).max(100),
  roleIds: z.array(Id).max(20),
  /** For which teams the roles are given. */
  reach: GroupReach,
  /** Where `reach` is `teams`. */
  reachTeamIds: z.array(Id).max(100),
  /** Where `reach` is `sectors`: all teams of these, also those that join them later. */
  reachSectorIds: z.array(Id).max(100).default([]),
});
export type GroupMapping = z.infer<typeof GroupMapping>;

/** A group of the organisation's directory, as that has provisioned it by SCIM. */
export const AgentGroup = GroupMapping.extend({
  id: Id,
  name: z.string(),
  /** How many agents are in it. */
  members: z.number().int(),
});
export type AgentGroup = z.infer<typeof AgentGroup>;
