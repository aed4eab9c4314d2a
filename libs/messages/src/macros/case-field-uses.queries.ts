import { allow, scopeOrNone, type Principal } from '@guichet/access';
import { caseFields, viewsWithField } from '@guichet/cases';
import { caseFieldUseLimit, type CaseFieldUses, type MacroAct } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { fieldsAskedBy, getRouting } from '@guichet/routing';
import { templatesWithField } from '@guichet/templates';
import { macros } from './macros.queries.js';

/**
 * What names a field of a case type: what would go on without it, were it archived.
 *
 * @throws Failure `not-permitted`, `not-found`
 */
export async function caseFieldUses(reader: Reader, who: Principal, id: string): Promise<CaseFieldUses> {
  allow(who, 'routing.manage');
  const field = (await caseFields(reader, who)).find((one) => one.id === id);
  if (!field) throw new Failure('not-found');
  const { rules } = await getRouting(reader, who);
  const views = await viewsWithField(reader, who, field.key);
  const templates = await templatesWithField(reader, who, id);
  const language = who.language ?? 'fr';
  return {
    cases: await casesWithValue(reader, id),
    rules: { names: rules.filter((rule) => fieldsAskedBy(rule).includes(id)).map(({ name }) => name), hidden: 0 },
    macros: await macrosWithField(reader, who, id),
    views: {
      names: views.filter(({ isListed }) => isListed).map(({ name }) => name),
      hidden: views.filter(({ isListed }) => !isListed).length,
    },
    templates: { ...templates, names: templates.names.map((name) => name[language]) },
  };
}

/** Whoever sees them, as archiving concerns them all, and their number reveals none of them. Index `case_field_value_field`. */
async function casesWithValue(reader: Reader, id: string): Promise<CaseFieldUses['cases']> {
  const [row] = await reader.query<{ count: number }>(
    `select count(*)::int as count from (
       select 1 from case_field_value where field_id = $1 limit ${caseFieldUseLimit + 1}) found`,
    [id],
  );
  const count = row?.count ?? 0;
  return { count: Math.min(count, caseFieldUseLimit), isAtLeast: count > caseFieldUseLimit };
}

const namesField = (acts: readonly MacroAct[], id: string): boolean =>
  acts.some((act) => act.kind === 'field' && act.fieldId === id);

async function macrosWithField(reader: Reader, who: Principal, id: string): Promise<CaseFieldUses['macros']> {
  // Macros are listed for those who work on cases.
  const seen = scopeOrNone(who, 'case.read') ? await macros(reader, who) : [];
  const listed = seen.filter(({ acts }) => namesField(acts, id));
  const all = await reader.query<{ acts: MacroAct[] }>(
    `select acts from macro where deleted_at is null and acts @> $1::jsonb`,
    [JSON.stringify([{ kind: 'field', fieldId: id }])],
  );
  return { names: listed.map(({ name }) => name), hidden: Math.max(0, all.length - listed.length) };
}
