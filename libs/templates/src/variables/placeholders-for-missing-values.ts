import type { Language } from '@guichet/contracts';
import { variable, type VariableName } from './template-variables.js';

/**
 * What stands between brackets for each variable of a text that is still to be filled in. Fields of two types can have one key: the second
 * one has a number behind it, as whoever fills in one of them must not fill in the other. `names`: all of the text, in its order.
 */
export function placeholdersOf(names: readonly VariableName[], language: Language): Record<string, string> {
  const taken = new Map<string, VariableName>();
  for (const name of names) {
    const label = variable(name).label[language];
    let [placeholder, n] = [label, 2];
    while (taken.has(placeholder)) placeholder = `${label} ${n++}`;
    taken.set(placeholder, name);
  }
  return Object.fromEntries([...taken].map(([placeholder, name]) => [name, placeholder]));
}
