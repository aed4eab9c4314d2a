import { z } from 'zod';
import { CaseSummary } from './cases.js';
import { Id } from './primitives.js';

export const SearchQuery = z.object({
  q: z.string().trim().min(1).max(200),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

/** A hit says where it was found. `snippet` is plain text in pieces, of which the screen marks those that match. */
export const SearchHit = z.object({
  case: CaseSummary,
  entryId: Id.nullable(),
  position: z.number().int().nullable(),
  snippet: z.array(z.object({ text: z.string(), hit: z.boolean() })),
});
export type SearchHit = z.infer<typeof SearchHit>;
export const SearchResult = z.object({ items: z.array(SearchHit), nextCursor: z.null() });
export type SearchResult = z.infer<typeof SearchResult>;
