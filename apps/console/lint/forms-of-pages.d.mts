import type { Rule } from 'eslint';

export const formsOfPages: Rule.RuleModule;
