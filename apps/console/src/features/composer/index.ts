export { Composer } from './composer.js';
export { useComposerAskedEarly } from './composer-asked-early.js';
export { DisclosureFindingList } from './sending/disclosure-finding-list.js';
export { draftThatBlocks, isShortcutRefused, noteShortcutRefused } from './block-case-shortcuts.js';
export { mentionables, mentionsIn } from './notes/mentions.js';
export { MentionsWithoutAccess } from './notes/mentions-without-access.js';
export { NoteField } from './notes/note-field.js';
export { useUnnotifiedMentionsToast } from './notes/use-unnotified-mentions-toast.js';
