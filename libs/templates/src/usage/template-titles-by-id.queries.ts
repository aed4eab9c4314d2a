import { visibleTemplates, parameters, type Principal } from '@guichet/access';
import type { Reader } from '@guichet/database';
import { titleIn } from '../authoring/template-title-in-language.js';
import { USABLE } from '../authoring/template.queries.js';
import { todayIn } from '../rendering/template-case-context.js';

/** A template by its titles, and whether replies can be made from it today. */
interface NamedTemplate {
  id: string;
  name: { en: string; fr: string };
  usable: boolean;
}

/** Those of these templates that the agent knows. */
export async function namedTemplates(reader: Reader, who: Principal, ids: readonly string[]): Promise<NamedTemplate[]> {
  if (ids.length === 0) return [];
  const { values, bind } = parameters(ids, await todayIn(reader));
  return reader.query<NamedTemplate>(
    `select t.id, jsonb_build_object('en', ${titleIn('en')}, 'fr', ${titleIn('fr')}) as name, ${USABLE} and not t.is_block as usable
     from template t where t.id = any($1::uuid[]) and ${visibleTemplates(who, bind)('t')}`,
    values,
  );
}
