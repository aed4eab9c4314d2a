import { z } from 'zod';
import { CaseQuery } from './cases.js';
import { Id, Line, Named } from './primitives.js';

/** What a list of cases is narrowed to, and its order. */
export const CaseFilter = CaseQuery.omit({ limit: true, cursor: true }).strict();
export type CaseFilter = z.infer<typeof CaseFilter>;

/** Whose a view is: one agent's, that of the members of a team, or everybody's. */
export const SavedViewScope = z.enum(['mine', 'team', 'everybody']);
export type SavedViewScope = z.infer<typeof SavedViewScope>;

/** What a view can name that is there no longer, or that the reader does not see. It opens all the same, and shows what is left. */
export const GoneFromView = z.enum(['team', 'assignee', 'caseType', 'tag']);
export type GoneFromView = z.infer<typeof GoneFromView>;

/** The largest number of views that an agent may have made, and the number from which cases are counted no further. */
export const savedViewLimits = { own: 50, count: 999 } as const;

/** A list of cases under a name of its own. */
export const SavedView = z.object({
  id: Id,
  name: z.string(),
  filter: CaseFilter,
  scope: SavedViewScope,
  /** Null: it is no team's. */
  team: Named.nullable(),
  owner: Named,
  mayChange: z.boolean(),
  gone: z.array(GoneFromView),
});
export type SavedView = z.infer<typeof SavedView>;

/** How many cases a view holds: at least so many where counting has stopped before the end. */
export const SavedViewCount = z.object({ id: Id, count: z.number().int(), isAtLeast: z.boolean() });
export type SavedViewCount = z.infer<typeof SavedViewCount>;

/** `teamId`: of which team, where `scope` is `team`; else it is ignored. */
export const SaveView = z
  .strictObject({
    name: Line(60),
    filter: CaseFilter,
    scope: SavedViewScope.default('mine'),
    teamId: Id.nullable().default(null),
  })
  .meta({ examples: [{ name: 'Urgent mails', filter: { channel: 'email', priority: 'urgent', sort: 'due' } }] });
export type SaveView = z.infer<typeof SaveView>;
