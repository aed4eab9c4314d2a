import type { Principal } from '@guichet/access';
import { allCaseFields, caseFields, caseTypes } from '@guichet/cases';
import type { CaseField, Language, TemplateContent, TemplateFinding, TemplateVariable } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { sourcesOf, variablesOf } from '../rendering/render.js';
import { wording } from '../rendering/parse-wording.js';
import { exampleOf, fieldVariable, fieldVariableName, isFieldVariable } from './case-field-variables.js';
import { templateVariables } from './template-variables.js';

/** `GET /templates/variables`: what a template may say, with the fields of the types that an agent knows, type by type. */
export async function listVariables(reader: Reader, who: Principal): Promise<TemplateVariable[]> {
  const [fields, types] = await Promise.all([caseFields(reader, who), caseTypes(reader, who)]);
  const nameOf = (id: string) => types.find((type) => type.id === id)?.name;
  return [...templateVariables, ...fields.flatMap((field) => asVariable(field, nameOf(field.caseTypeId)))];
}

function asVariable(field: CaseField, caseType: string | undefined): TemplateVariable[] {
  const name = fieldVariableName(field);
  const { type } = fieldVariable(name) ?? {};
  if (type === undefined || caseType === undefined) return [];
  const { label, archived } = field;
  return [{ name, type, label, example: exampleOf(field), source: 'case', field: { caseType, archived } }];
}

/** The fields that a content names, by their names in it; those that are archived, gone or of another kind by now are left out. */
async function usableFields(reader: Reader, names: readonly string[]): Promise<Map<string, CaseField>> {
  if (!names.some(isFieldVariable)) return new Map();
  const fields = (await allCaseFields(reader)).filter(({ archived }) => !archived);
  return new Map(fields.map((field) => [fieldVariableName(field), field]));
}

/** The names of a readable content of fields that no case is asked for any more. */
async function goneFieldsIn(reader: Reader, content: TemplateContent): Promise<string[]> {
  const { names } = variablesOf(content);
  const usable = await usableFields(reader, names);
  return names.filter((name) => isFieldVariable(name) && !usable.has(name));
}

/** What is wrong with the fields that a readable content names: an unknown variable each, wherever it stands. */
export async function fieldFindings(reader: Reader, content: TemplateContent): Promise<TemplateFinding[]> {
  const gone = await goneFieldsIn(reader, content);
  if (gone.length === 0) return [];
  return sourcesOf(content).flatMap(({ source, ...where }) =>
    wording(source)
      .names.filter((name) => gone.includes(name))
      .map((name): TemplateFinding => ({ severity: 'error', code: 'unknown-variable', where, data: { name } })),
  );
}

/** Examples of the fields that a content names, as they are called and chosen now. */
export async function fieldExamples(
  reader: Reader,
  names: readonly string[],
  language: Language,
): Promise<Record<string, string>> {
  const usable = await usableFields(reader, names);
  return Object.fromEntries([...usable].map(([name, field]) => [name, exampleOf(field)[language]]));
}

/** How the fields of these names are called now, whether they are archived or not. */
export async function fieldLabels(
  reader: Reader,
  names: readonly string[],
  language: Language,
): Promise<Map<string, string>> {
  if (!names.some(isFieldVariable)) return new Map();
  return new Map((await allCaseFields(reader)).map((field) => [fieldVariableName(field), field.label[language]]));
}
