import type { Transaction } from '@tiptap/pm/state';

const CHANGES = 'changesTags';
const RESTORES = 'restoresTags';

/** Marks a change that somebody asked of a condition itself: it may take some of its tags away. */
export const asChangeOfTags = (change: Transaction): Transaction => change.setMeta(CHANGES, true);
export const isChangeOfTags = (change: Transaction): boolean => change.getMeta(CHANGES) === true;

/** Marks a change that puts tags back which the one before it has taken along. */
export const asRestoringTags = (change: Transaction): Transaction => change.setMeta(RESTORES, true);
export const isRestoringTags = (change: Transaction): boolean => change.getMeta(RESTORES) === true;
