import type { TemplateContent } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { BoundedCache } from './bounded-cache.js';

/** Some hundred long texts with their translations. */
const contents = new BoundedCache<TemplateContent>(4_000_000, (content) => JSON.stringify(content).length);

/**
 * What stands in versions that were approved, by their ids. It never changes from then on, so that it is read once: a picker shows the first
 * words of nine texts, of which each holds a page in two wordings. Nobody may change what is returned.
 */
export async function contentsOfApproved(
  { query }: Pick<Reader, 'query'>,
  versionIds: readonly string[],
): Promise<Map<string, TemplateContent>> {
  const found = new Map<string, TemplateContent>();
  for (const id of versionIds) {
    const content = contents.known(id);
    if (content) found.set(id, content);
  }
  const missing = versionIds.filter((id) => !found.has(id));
  if (missing.length === 0) return found;
  const rows = await query<{ id: string; content: TemplateContent }>(
    `select id, content from template_version where id = any($1::uuid[]) and state not in ('draft', 'review')`,
    [missing],
  );
  for (const { id, content } of rows) found.set(id, contents.remember(id, content));
  return found;
}
