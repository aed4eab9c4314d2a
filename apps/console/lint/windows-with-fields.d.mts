import type { Rule } from 'eslint';

export const windowsWithFields: Rule.RuleModule;
