import { actorOf, caseFor, type Principal } from '@guichet/access';
import {
  caseFieldText,
  type ActivityFieldChange,
  type CaseField,
  type CaseFieldOfCase,
  type CaseFieldValue,
  type SetCaseFields,
} from '@guichet/contracts';
import { CaseFieldValue as StoredValue, type Case, type Tx } from '@guichet/database';
import { conflict, wrongField } from '@guichet/platform';
import { appendEntries } from '../timeline/append-entries.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';
import { fieldsRequired } from './required-fields.js';
import { fieldsOfCase } from './case-fields.queries.js';
import { fieldLabelFor } from './field-label.js';
import { fieldTerms } from './field-search-terms.js';
import { comparableValue, validateValue } from './validate-value.js';

/** How much of a value the timeline repeats. */
const SHOWN = 200;

/** A field that gets another value; null: none. */
interface Change {
  field: CaseField;
  from: CaseFieldValue | null;
  to: CaseFieldValue | null;
}

/**
 * Fills in fields of the type of a case, all or none; what is equal already is no change. The fields that are not named stay as
 * they are, whoever has changed them meanwhile. Returns the ids of those that have another value since, without those that were emptied.
 *
 * @throws Failure `not-permitted`, `not-found`, `conflict` for a case that was merged, and for a field that has another value than the
 *   writer has seen, and for a required one of a closed case that would be emptied, `invalid-request` for a field that the type has not and a value that its kind does not allow.
 */
export async function setCaseFields(
  tx: Tx,
  who: Principal,
  { caseId, changes }: { caseId: string } & SetCaseFields,
): Promise<string[]> {
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.update' });
  await tx.query(`select 1 from case_field where case_type_id = $1 for share`, [item.caseTypeId]);
  const fields = await fieldsOfCase(tx, caseId);
  assertNamedOnce(changes);
  const wanted = changes.map((change, at) => changeOf(who, fields, { change, at }));
  const real = wanted.filter(isChange);
  assertClosedStaysFilled(who, item, real);
  await writeChanges(tx, who, { item, fields, changes: real });
  return real.flatMap(({ field, to }) => (to === null ? [] : [field.id]));
}

/**
 * Removes what a case has in a field that its type does not ask for: of a former type, or archived. Any other field stays.
 *
 * @throws Failure `not-permitted`, `not-found`, `conflict` for a case that was merged.
 */
export async function removeFormerField(
  tx: Tx,
  who: Principal,
  { caseId, fieldId }: { caseId: string; fieldId: string },
): Promise<void> {
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.update' });
  const fields = await fieldsOfCase(tx, caseId);
  const former = fields.filter(({ field, standing }) => field.id === fieldId && standing === 'former');
  await writeChanges(tx, who, {
    ...{ item, fields },
    changes: former.map(({ field, value }) => ({ field, from: value, to: null })),
  });
}

/** What had to be filled in before a case could be closed cannot be emptied afterwards. Throws Failure `conflict`. */
function assertClosedStaysFilled(who: Principal, { status, reference }: Case, changes: readonly Change[]): void {
  const emptied = changes.filter(({ field, to }) => field.required && to === null).map(({ field }) => field);
  if (status === 'closed' && emptied.length > 0) throw fieldsRequired(who, reference, emptied);
}

type Wanted = SetCaseFields['changes'][number];

function changeOf(
  who: Principal,
  fields: readonly CaseFieldOfCase[],
  { change: { key, value, was }, at }: { change: Wanted; at: number },
): Change {
  const found = fields.find(({ field, standing }) => standing === 'asked' && field.key === key);
  if (!found) throw wrongField(`changes.${at}.key`, 'no-such-case-field', { key });
  const { field, value: from } = found;
  const to = value === null ? null : validOrThrow(field, { value, had: from, path: `changes.${at}.value` });
  if (was !== undefined && !isSame(field, was, from) && !isSame(field, to, from))
    throw conflict('case-field-changed', { name: fieldLabelFor(who, field), label: field.label, key, value: from });
  return { field, from, to };
}

function validOrThrow(
  field: CaseField,
  { value, had, path }: { value: CaseFieldValue; had: CaseFieldValue | null; path: string },
): CaseFieldValue | null {
  const validated = validateValue(field, value, had);
  if ('reason' in validated) throw wrongField(path, validated.reason, { ...validated.data, key: field.key });
  return validated.value;
}

function assertNamedOnce(changes: readonly Wanted[]): void {
  const keys = changes.map(({ key }) => key);
  const twice = keys.findIndex((key, at) => keys.indexOf(key) < at);
  if (twice >= 0) throw wrongField(`changes.${twice}.key`, 'case-field-named-twice', { key: keys[twice] });
}

/** Values are short and plain: as JSON they compare, once both stand as they would be stored now. */
const isSame = (field: CaseField, a: CaseFieldValue | null, b: CaseFieldValue | null): boolean =>
  JSON.stringify(comparableValue(field, a)) === JSON.stringify(comparableValue(field, b));
const isChange = ({ field, from, to }: Change): boolean => !isSame(field, from, to);

interface Write {
  item: Case;
  fields: readonly CaseFieldOfCase[];
  changes: readonly Change[];
}

async function writeChanges(tx: Tx, who: Principal, { item, fields, changes }: Write): Promise<void> {
  if (changes.length === 0) return;
  await storeValues(tx, item.id, changes);
  const valueNow = ({ field, value }: CaseFieldOfCase) => {
    const change = changes.find((one) => one.field.id === field.id);
    return change ? change.to : value;
  };
  item.fieldTerms = fieldTerms(fields.map((one) => ({ field: one.field, value: valueNow(one) })));
  const data = { type: 'fields' as const, changes: changes.map(shownChange) };
  await appendEntries(tx, [{ item, entry: { kind: 'activity', data }, actor: actorOf(who) }]);
  await saveCase(tx, item);
  tx.publish('case.changed', { fields: ['fields'] }, { caseId: item.id, teamIds: [item.teamId] });
}

async function storeValues(tx: Tx, caseId: string, changes: readonly Change[]): Promise<void> {
  const emptied = changes.filter(({ to }) => to === null).map(({ field }) => field.id);
  if (emptied.length > 0)
    await tx.query(`delete from case_field_value where case_id = $1 and field_id = any($2::uuid[])`, [caseId, emptied]);
  const filled = changes.flatMap(({ field: { id, kind }, to }) =>
    to === null ? [] : [{ caseId, fieldId: id, kind, value: to, filledAt: tx.now }],
  );
  if (filled.length > 0) await tx.repo(StoredValue).upsert(filled, ['caseId', 'fieldId']);
}

/**
 * A change as the timeline tells it for ever: in the words of today, which the field may not have any more when it is read. What was
 * removed, often because it was not to be noted at all, is not repeated there.
 */
const shownChange = ({ field, from, to }: Change): ActivityFieldChange => ({
  fieldId: field.id,
  label: field.label,
  from: to === null ? null : shown(field, from),
  to: shown(field, to),
});

const shown = (field: CaseField, value: CaseFieldValue | null): ActivityFieldChange['from'] =>
  value === null
    ? null
    : { en: shortened(caseFieldText(field, value, 'en')), fr: shortened(caseFieldText(field, value, 'fr')) };

const shortened = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN - 1).trimEnd()}…` : text);
