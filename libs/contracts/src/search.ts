import { z } from 'zod';
import { CaseSummary } from './cases.js';
import { Id } from './primitives.js';

export const SearchQuery = z.object({
  q: z.string().trim().min(1).max(200),
  limit: z.coerce.number().int().min(1).max(50).default(20),
  order: z.enum(['relevance', 'newest']).default('relevance'),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

/** A hit says where it was found. `snippet` is plain text in pieces, of which the screen marks those that match. */
export const SearchHit = z.object({
  case: CaseSummary,
  entryId: Id.nullable(),
  position: z.number().int().nullable(),
  /** The file of the entry in whose text it is; null: it is in the entry itself. */
  file: z.object({ id: Id, name: z.string() }).nullable(),
  /** Words that this case lacks, as they were typed: where few cases have them all, others follow that have most. */
  missing: z.array(z.string()),
  /** Cases that were found as well and were merged into this one, which holds what was in them. */
  mergedFrom: z.array(z.object({ caseId: Id, reference: z.string() })),
  snippet: z.array(z.object({ text: z.string(), hit: z.boolean() })),
});
export type SearchHit = z.infer<typeof SearchHit>;

/** What narrows a search: `from:zoe`, `has:file`. */
export const SearchOperator = z.enum(['from', 'channel', 'team', 'status', 'tag', 'before', 'after', 'has', 'field']);
export type SearchOperator = z.infer<typeof SearchOperator>;

/** A part of what was typed that narrows the search. */
export const SearchFilter = z.object({
  operator: SearchOperator,
  /** What is compared: the kind of a channel, a status, a day in ISO 8601, a field with what is in it (`annee=CP`), or as it was typed. */
  value: z.string(),
  /** As it was typed, in French or English. */
  text: z.string(),
  /** False: there is no such channel, status or day, so that nothing is found. */
  isKnown: z.boolean(),
});
export type SearchFilter = z.infer<typeof SearchFilter>;

/** A word that finds nothing, or little, and the one that was probably meant. */
export const SearchCorrection = z.object({
  typed: z.string(),
  meant: z.string(),
  /** True: nothing was found with the word as typed, and the other one was looked for; false: it is proposed. */
  isUsed: z.boolean(),
});
export type SearchCorrection = z.infer<typeof SearchCorrection>;

export const SearchResult = z.object({
  items: z.array(SearchHit),
  filters: z.array(SearchFilter),
  corrections: z.array(SearchCorrection),
  nextCursor: z.null(),
});
export type SearchResult = z.infer<typeof SearchResult>;
