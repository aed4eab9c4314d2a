/**
 * What a list of cases may be narrowed to. These words stand apart from the schemas that take them, so that a screen can offer them
 * without loading any schema.
 */
export const caseStatuses = ['open', 'waiting', 'snoozed', 'closed', 'spam'] as const;
export const casePriorities = ['low', 'normal', 'high', 'urgent'] as const;
export const caseViews = ['mine', 'unassigned', 'team', 'all', 'followed', 'spam'] as const;
export const caseSorts = ['newest', 'oldest', 'due'] as const;
export const caseDues = ['late', 'soon'] as const;
export const caseProblems = ['delivery'] as const;
export const openedPeriods = ['this-week', 'last-week', 'this-month', 'last-month'] as const;
