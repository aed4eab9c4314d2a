/** What a macro can do. The lists stand apart from the schemas, so that a screen can offer them without loading any. */
export const macroActKinds = [
  ...(['status', 'snooze', 'assign', 'team', 'priority', 'tags'] as const),
  ...(['case-type', 'field', 'note', 'reply', 'follow'] as const),
] as const;

/** What a macro can set a case to; it is snoozed until a moment of its own. */
export const macroStatuses = ['open', 'waiting', 'closed'] as const;
export const macroSnoozeUnits = ['hours', 'days', 'weeks'] as const;

/**
 * What a macro can hold at most, with the characters of all of its acts, how many an agent may have made, and all together have shared, and
 * for how many minutes it can be undone.
 */
export const macroLimits = {
  ...{ acts: 20, name: 60, note: 4000, text: 20_000, snooze: 400 },
  ...{ own: 100, shared: 500, undoMinutes: 60 },
} as const;
