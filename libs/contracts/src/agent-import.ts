import { z } from 'zod';
import { Reason } from './refusal-reasons.js';
import { GrantReach, RoleKey } from './roles.js';

/** How many lines a file may have: an import is one transaction. */
export const IMPORT_LINES = 2000;

/**
 * The columns of a file of agents, by all the names that they may have at its head. `teams` holds names, separated by `;`, `|` or
 * `,`; `role` the name or key of a role for new agents; `reach` for which teams they get it, which are their own where it is empty.
 */
export const importColumns = {
  email: ['email', 'mail', 'address', 'courriel', 'adresse', 'adresse e-mail'],
  name: ['name', 'nom'],
  teams: ['teams', 'team', 'équipes', 'équipe', 'equipes', 'equipe'],
  role: ['role', 'rôle'],
  reach: ['reach', 'portée', 'portee'],
} as const;
export type ImportColumn = keyof typeof importColumns;
export const ImportColumn = z.enum(Object.keys(importColumns) as [ImportColumn, ...ImportColumn[]]);

/** `text`: the file, as CSV with a line of headings. `dryRun`: only say what would happen. */
export const ImportAgents = z.strictObject({ text: z.string().min(1).max(1_000_000), dryRun: z.boolean() });
export type ImportAgents = z.infer<typeof ImportAgents>;

/** What a line of the file does: makes an agent, changes one, leaves them as they are, or cannot be done. */
export const ImportedLine = z.object({
  line: z.number().int(),
  email: z.string(),
  name: z.string(),
  what: z.enum(['created', 'changed', 'unchanged', 'refused']),
  /** The names of teams that they join. */
  joins: z.array(z.string()),
  /** The role that a new agent gets, and the names of the sectors or teams for which it is, where `reach` is one of these. */
  role: z.object({ key: RoleKey.nullable(), name: z.string(), reach: GrantReach, of: z.array(z.string()) }).nullable(),
  /** `column`: null: the line as a whole. */
  errors: z.array(
    z.object({
      column: ImportColumn.nullable(),
      reason: Reason,
      message: z.string(),
      data: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});
export type ImportedLine = z.infer<typeof ImportedLine>;

/** `done`: false where it was a dry run or where a line is refused: then nothing was written. */
export const ImportResult = z.object({ done: z.boolean(), lines: z.array(ImportedLine) });
export type ImportResult = z.infer<typeof ImportResult>;
