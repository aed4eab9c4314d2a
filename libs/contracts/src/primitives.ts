import { z } from 'zod';
import { languages } from './languages.js';

/** Every id is a uuid v7, ordered by creation. It can be guessed, so knowing one never replaces a permission check. */
export const Id = z.uuid();
export type Id = z.infer<typeof Id>;

/** Something by its id and the name that people know it by. */
export const Named = z.object({ id: Id, name: z.string() });
export type Named = z.infer<typeof Named>;

/** A moment, written as ISO 8601 in UTC with milliseconds. */
export const Instant = z.iso.datetime();
export type Instant = z.infer<typeof Instant>;

export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

/** A line of text that people type. It is trimmed and must not be blank. */
export const Line = (max: number) => z.string().trim().min(1).max(max);

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** The `nextCursor` of the page before. */
  cursor: z.string().max(500).optional(),
});

/** The pages of a list that is short enough to be read whole: without `limit`, it comes as one page. */
export const WholeListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).optional(),
  /** The `nextCursor` of the page before. */
  cursor: z.string().max(500).optional(),
});
export type WholeListQuery = z.infer<typeof WholeListQuery>;

export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
export type Page<Item> = { items: Item[]; nextCursor: string | null };

export const IdParam = z.object({ id: Id });
