import type { Principal } from '@guichet/access';
import type { Reader } from '@guichet/database';
import { namedTemplates } from '../usage/template-titles-by-id.queries.js';

/**
 * The templates with a placeholder of a field in a version that is in use or being written: the titles of those that the agent knows,
 * and the number of the others. Templates are hundreds: all are read.
 */
export async function templatesWithField(
  reader: Reader,
  who: Principal,
  fieldId: string,
): Promise<{ names: { en: string; fr: string }[]; hidden: number }> {
  const rows = await reader.query<{ id: string }>(
    `select distinct v.template_id as id from template_version v
     where v.state in ('draft', 'review', 'approved') and strpos(v.content::text, $1) > 0`,
    [`_${fieldId.replaceAll('-', '')}_`],
  );
  const known = await namedTemplates(
    reader,
    who,
    rows.map(({ id }) => id),
  );
  return { names: known.map(({ name }) => name), hidden: rows.length - known.length };
}
