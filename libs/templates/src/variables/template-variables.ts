import type { Language, TemplateVariable } from '@guichet/contracts';
import { variablesAskedOfAgent } from './variables-asked-of-agent.js';
import { fieldVariable, isFieldVariable, type FieldVariableName } from './case-field-variables.js';
import { caseVariables } from './case-variables.js';
import type { CaseContext, Variable } from './define-variable.js';
import { organisationVariables } from './organisation-variables.js';

/**
 * Every name that a template may say, beside the fields of case types. A new one is one entry in one of these, and the composer asks for
 * it or resolves it. What a citizen wrote is a value like any other: it is never evaluated.
 */
const variables = { ...caseVariables, ...organisationVariables, ...variablesAskedOfAgent } as const;

/** A variable that every installation has. */
export type FixedVariableName = keyof typeof variables;

export type VariableName = FixedVariableName | FieldVariableName;

export const isVariable = (name: string): name is VariableName =>
  Object.hasOwn(variables, name) || isFieldVariable(name);

export const variable = (name: VariableName): Variable => fieldVariable(name) ?? variables[name as FixedVariableName];

export const templateVariables: TemplateVariable[] = Object.entries<Variable>(variables).map(
  ([name, { resolve: _, ...rest }]) => ({
    name,
    ...rest,
  }),
);

/** Returns the values of these variables in a case, by name; unknown ones are left out. */
export function resolveVariables(names: Iterable<VariableName>, context: CaseContext): Record<string, string> {
  const entries = [...names].map((name) => [name, variable(name).resolve?.(context)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [VariableName, string] => Boolean(entry[1])));
}

export const exampleValues = (names: Iterable<VariableName>, language: Language): Record<string, string> =>
  Object.fromEntries([...names].map((name) => [name, variable(name).example[language]]));
