export { caseDetail } from './case.queries.js';
export { deleteDraft, draftOf, saveDraft } from './draft.js';
export {
  previewOf,
  record,
  summarise,
  visibleText,
  wordsOf,
  type NewEntry,
  type StoredMessage,
} from './entries.js';
export { counts, foldCounts, inbox, tagsInUse } from './inbox.queries.js';
export { linkCase } from './link.js';
export { addNote } from './note.js';
export { newReferences, openCase } from './open.js';
export { markRead } from './read.js';
export { saveCase, setStatus } from './save.js';
export { search } from './search.queries.js';
export { entryOf, othersEntriesAfter, timeline } from './timeline.queries.js';
export { unassignLost } from './unassign.js';
export { updateCase } from './update.js';
export { reopen, wakeCase } from './wake.js';
