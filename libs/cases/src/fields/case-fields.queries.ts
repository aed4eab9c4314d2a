import { visibleSectors, parameters, type Bind, type Principal } from '@guichet/access';
import type { CaseField, CaseFieldOfCase, CaseFieldValue } from '@guichet/contracts';
import { isoTime, type Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';

/** SQL: the field `f` as the API shows it. */
const FIELD = `jsonb_build_object('id', f.id, 'caseTypeId', f.case_type_id, 'key', f.key, 'kind', f.kind, 'label', f.label, 'help', f.help,
  'options', f.options, 'required', f.required, 'archived', f.archived_at is not null, 'createdAt', ${isoTime('f.created_at')})`;

async function fieldsWhere(reader: Reader, condition: string, values: unknown[]): Promise<CaseField[]> {
  const rows = await reader.query<{ field: CaseField }>(
    `select ${FIELD} as field from case_field f join case_type t on t.id = f.case_type_id where ${condition}
     order by t.name collate "fr-x-icu", t.id, f.archived_at is not null, f.position, f.id`,
    values,
  );
  return rows.map(({ field }) => field);
}

/** The fields of all types but those of sectors of which the agent does not know: type by type, in their order, archived ones last. */
export function caseFields(reader: Reader, who: Principal): Promise<CaseField[]> {
  const { values, bind } = parameters();
  return fieldsWhere(reader, visibleSectors(who, bind).sector('t.sector_id'), values);
}

/** The fields of all types, whoever knows of them: for what is checked, never for what is listed. */
export const allCaseFields = (reader: Reader): Promise<CaseField[]> => fieldsWhere(reader, 'true', []);

/** The fields of one type, in their order, archived ones last. */
export const fieldsOfType = (reader: Reader, caseTypeId: string): Promise<CaseField[]> =>
  fieldsWhere(reader, `f.case_type_id = $1`, [caseTypeId]);

/** A field. Throws `not-found`. */
export async function caseFieldById(reader: Reader, id: string): Promise<CaseField> {
  const [field] = await fieldsWhere(reader, `f.id = $1`, [id]);
  if (!field) throw new Failure('not-found');
  return field;
}

/**
 * SQL: what the case `c` has in fields, as JSON: those of its type in their order, then what it has in others. Indexes
 * `case_field_key`, `case_field_value_pkey`.
 */
export const FIELDS_OF_CASE = `(
  select coalesce(jsonb_agg(jsonb_build_object('field', ${FIELD}, 'value', v.value, 'standing', f.standing)
    order by f.standing, f.archived_at is not null, f.position, f.id), '[]')
  from (
    select asked.*, 'asked' as standing from case_field asked where asked.case_type_id = c.case_type_id and asked.archived_at is null
    union all
    select former.*, 'former' from case_field_value has join case_field former on former.id = has.field_id
    where has.case_id = c.id and (former.case_type_id is distinct from c.case_type_id or former.archived_at is not null)
  ) f left join case_field_value v on v.case_id = c.id and v.field_id = f.id)`;

/** What a case has in fields, as `FIELDS_OF_CASE` says. */
export async function fieldsOfCase(reader: Reader, caseId: string): Promise<CaseFieldOfCase[]> {
  const [row] = await reader.query<{ fields: CaseFieldOfCase[] }>(
    `select ${FIELDS_OF_CASE} as fields from cases c where c.id = $1`,
    [caseId],
  );
  return row?.fields ?? [];
}

/** SQL condition on a case: it has what a filter names, by its terms. Index `cases_field_terms`. */
export const hasTerms = (cases: string, terms: readonly string[], bind: Bind): string =>
  `(${cases}.field_terms && ${bind(terms)}::text[] and ${cases}.field_terms <> '{}')`;

/** What a case has in a field, and since when. */
export interface FilledField {
  field: CaseField;
  value: CaseFieldValue;
  filledAt: Date;
}

/** What many cases have in fields, by the ids of the cases. Index `case_field_value_pkey`. */
export async function valuesOfCases(reader: Reader, caseIds: readonly string[]): Promise<Map<string, FilledField[]>> {
  const rows = await reader.query<FilledField & { caseId: string }>(
    `select v.case_id as "caseId", ${FIELD} as field, v.value, v.filled_at as "filledAt"
     from case_field_value v join case_field f on f.id = v.field_id
     where v.case_id = any($1::uuid[]) order by f.position, f.id`,
    [caseIds],
  );
  return Map.groupBy(rows, ({ caseId }) => caseId);
}
