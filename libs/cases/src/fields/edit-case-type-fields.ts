import { allow, type Principal } from '@guichet/access';
import {
  caseFieldLimits,
  type CaseField as CaseFieldShape,
  type CreateCaseField,
  type EventData,
  type UpdateCaseField,
} from '@guichet/contracts';
import { CaseField, type Tx } from '@guichet/database';
import { conflict, wrongField, newId } from '@guichet/platform';
import { caseFieldById, fieldsOfType } from './case-fields.queries.js';
import { keyFromLabel } from './field-keys.js';
import { fieldLabelFor } from './field-label.js';
import { buildFieldOptions, type WantedOption } from './build-field-options.js';
import { lockCaseType } from '../verbs/lock-case-type.js';

/**
 * Adds a field to a case type, below the others. Without a key it gets one that is made of its French label.
 *
 * @throws Failure `not-permitted`, `not-found` for a type of which the agent does not know, `conflict` for a key that is taken and
 *   one field too many, `invalid-request` for options that are missing, misplaced or alike.
 */
export async function createCaseField(
  tx: Tx,
  who: Principal,
  { caseTypeId, wanted }: { caseTypeId: string; wanted: CreateCaseField },
): Promise<CaseFieldShape> {
  await lockCaseType(tx, who, caseTypeId);
  const others = await fieldsOfType(tx, caseTypeId);
  const { perType } = caseFieldLimits;
  if (others.filter(({ archived }) => !archived).length >= perType)
    throw conflict('too-many-case-fields', { max: perType });
  const isTaken = (key: string) => others.some((other) => other.key === key);
  if (wanted.key !== undefined && isTaken(wanted.key)) throw conflict('case-field-key-taken', { key: wanted.key });
  const { kind, label, help, required } = wanted;
  const id = newId();
  await tx.repo(CaseField).insert({
    ...{ id, caseTypeId, kind, label, help, required, archivedAt: null, createdAt: tx.now },
    key: wanted.key ?? keyFromLabel(label.fr, isTaken),
    options: buildFieldOptions({ kind, wanted: wanted.options, before: [], isUsed: () => false }),
    position: others.length,
  });
  return publishField(tx, { caseTypeId, caseFieldId: id, what: 'created' });
}

/**
 * Changes a field. Its key stays, and so does its kind where cases have values; an option that is left out is archived where
 * cases have it.
 *
 * @throws Failure `not-permitted`, `not-found`, `conflict` for another kind where there are values and for one field too many that is
 *   taken back, `invalid-request` as `createCaseField`.
 */
export async function updateCaseField(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: UpdateCaseField },
): Promise<CaseFieldShape> {
  const before = await lockField(tx, who, id);
  const { archived, options, ...plain } = wanted;
  const kind = wanted.kind ?? before.kind;
  if (kind !== before.kind && (await isFieldUsed(tx, id)))
    throw conflict('case-field-kind-fixed', { name: fieldLabelFor(who, before), label: before.label });
  if (archived === false && before.archived) await assertRoom(tx, before.caseTypeId);
  const used = options === undefined ? new Set<string>() : await usedOptions(tx, before);
  await tx.repo(CaseField).update(
    { id },
    {
      ...plain,
      options: buildFieldOptions({
        ...{ kind, before: before.options, isUsed: (key: string) => used.has(key) },
        wanted: options ?? (kind === before.kind ? asWanted(before.options) : []),
      }),
      ...(archived !== undefined && { archivedAt: archived ? tx.now : null }),
    },
  );
  const toggled = archived === undefined || archived === before.archived ? 'changed' : null;
  return publishField(tx, {
    caseTypeId: before.caseTypeId,
    caseFieldId: id,
    what: toggled ?? (archived ? 'archived' : 'restored'),
  });
}

/** Deletes a field that no case has ever had a value in. Throws `not-permitted`, `not-found`, `conflict` where cases have some. */
export async function deleteCaseField(tx: Tx, who: Principal, id: string): Promise<void> {
  const field = await lockField(tx, who, id);
  if (await isFieldUsed(tx, id))
    throw conflict('case-field-in-use', { name: fieldLabelFor(who, field), label: field.label });
  await tx.repo(CaseField).delete({ id });
  publishChange(tx, { caseTypeId: field.caseTypeId, caseFieldId: id, what: 'deleted' });
}

/**
 * Puts the fields of a type that are in use in an order.
 *
 * @throws Failure `not-permitted`, `not-found`, `invalid-request` where these are not all of them: somebody has added or archived one.
 */
export async function orderCaseFields(
  tx: Tx,
  who: Principal,
  { caseTypeId, ids }: { caseTypeId: string; ids: readonly string[] },
): Promise<void> {
  await lockCaseType(tx, who, caseTypeId);
  const fields = await fieldsOfType(tx, caseTypeId);
  const inUse = fields.filter(({ archived }) => !archived).map(({ id }) => id);
  if (ids.length !== inUse.length || inUse.some((id) => !ids.includes(id))) throw wrongField('ids', 'page-gone');
  await tx.query(
    `update case_field f set position = o.position from unnest($1::uuid[]) with ordinality o(id, position) where f.id = o.id`,
    [ids],
  );
  publishChange(tx, { caseTypeId, caseFieldId: null, what: 'reordered' });
}

const asWanted = (options: CaseFieldShape['options']): WantedOption[] => options.filter(({ archived }) => !archived);

async function assertRoom(tx: Tx, caseTypeId: string): Promise<void> {
  const fields = await fieldsOfType(tx, caseTypeId);
  const { perType } = caseFieldLimits;
  if (fields.filter(({ archived }) => !archived).length >= perType)
    throw conflict('too-many-case-fields', { max: perType });
}

/** Locks a field, so that no case gets a value meanwhile. */
async function lockField(tx: Tx, who: Principal, id: string): Promise<CaseFieldShape> {
  allow(who, 'routing.manage');
  const field = await caseFieldById(tx, id);
  await lockCaseType(tx, who, field.caseTypeId);
  await tx.query(`select 1 from case_field where id = $1 for update`, [id]);
  return caseFieldById(tx, id);
}

/** Index `case_field_value_field`. */
const isFieldUsed = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.query(`select 1 from case_field_value where field_id = $1 limit 1`, [id])).length > 0;

/** The options of a list that cases have. Index `case_field_value_field`. */
async function usedOptions(tx: Tx, { id, kind }: CaseFieldShape): Promise<Set<string>> {
  if (kind !== 'choice' && kind !== 'choices') return new Set();
  const rows = await tx.query<{ key: string }>(
    `select distinct o.key from case_field_value v
     cross join lateral jsonb_array_elements_text(case jsonb_typeof(v.value) when 'array' then v.value else jsonb_build_array(v.value) end) o(key)
     where v.field_id = $1`,
    [id],
  );
  return new Set(rows.map(({ key }) => key));
}

function publishField(
  tx: Tx,
  change: EventData<'case-field.changed'> & { caseFieldId: string },
): Promise<CaseFieldShape> {
  publishChange(tx, change);
  return caseFieldById(tx, change.caseFieldId);
}

const publishChange = (tx: Tx, change: EventData<'case-field.changed'>): void =>
  tx.publish('case-field.changed', change, { everybody: 'Every agent fills in the fields of cases.' });
