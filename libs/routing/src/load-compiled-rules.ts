import type { Reader } from '@guichet/database';
import { compileRules, type CompiledRules } from './apply-rules.js';
import { loadRoutingText, parseRouting } from './load-and-save-rules.js';

/** Rules are applied often and changed rarely: those last seen are kept compiled. */
let compiled: { saved: string; rules: CompiledRules } = { saved: '', rules: [] };

/** Returns the saved rules that are active. */
export async function loadCompiledRules(reader: Reader): Promise<CompiledRules> {
  const saved = await loadRoutingText(reader);
  if (saved !== compiled.saved) compiled = { saved, rules: compileRules(parseRouting(saved).rules) };
  return compiled.rules;
}
