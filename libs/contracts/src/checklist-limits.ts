/** What a checklist can hold at most. It stands apart from the schemas, so that a screen knows it without loading any. */
export const checklistLimits = { steps: 40, label: 120 } as const;
