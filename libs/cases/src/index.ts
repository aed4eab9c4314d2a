export { isUncertainAndApart } from './timeline/uncertain-sender-sql.js';
export { caseDetail } from './inbox/case-detail.queries.js';
export { addHandle, detachHandle } from './verbs/add-or-detach-handle.js';
export { nameInCases, renamePerson } from './verbs/rename-person.js';
export { markDistinct, unmarkDistinct } from './verbs/mark-people-distinct.js';
export { deliveryProblemOf, IS_ACKNOWLEDGEMENT } from './timeline/find-delivery-problem.js';
export { deleteDraft, deleteSentDraft, draftsOf, saveDraft } from './drafts/own-drafts.js';
export {
  commentDraft,
  saveSharedDraft,
  shareDraft,
  takeOverDraft,
  unshareDraft,
} from './drafts/shared-draft-actions.js';
export {
  endSharingOfSent,
  shareAgain,
  sharedDraftOfSent,
  type SharedDraftOfSent,
} from './drafts/shared-draft-of-sent.js';
export { sharedDraft } from './drafts/shared-drafts.queries.js';
export { hideSurveyLinks, withoutSurveyLinks } from './timeline/hide-survey-links.js';
export { previewOf, searchedWords, visibleText, type NewEntry, type StoredMessage } from './timeline/stored-entries.js';
export { appendEntries, placeEntry, appendEntry, type Appended } from './timeline/append-entries.js';
export { lockCaseOfEntry } from './verbs/lock-case-of-entry.js';
export { counts, foldCounts, inbox, inboxIn, tagsInUse } from './inbox/inbox.queries.js';
export { caseTypeName, createCaseType, caseTypes, mayKeepCaseType, updateCaseType } from './verbs/case-types.js';
export {
  allCaseFields,
  caseFields,
  FIELDS_OF_CASE,
  fieldsOfCase,
  valuesOfCases,
} from './fields/case-fields.queries.js';
export { createCaseField, deleteCaseField, orderCaseFields, updateCaseField } from './fields/edit-case-type-fields.js';
export { assertCaseMayClose } from './verbs/assert-case-may-close.js';
export { checklistSteps, stepsOfCase, stepsOfCases } from './checklists/checklists.queries.js';
export {
  createChecklistStep,
  orderChecklistSteps,
  removeChecklistStep,
  updateChecklistStep,
} from './checklists/edit-case-type-checklist.js';
export { addCaseStep, orderCaseSteps, removeCaseStep, updateCaseStep } from './checklists/edit-case-steps.js';
export { comparedTexts } from './fields/field-search-terms.js';
export { validateValue } from './fields/validate-value.js';
export { removeFormerField, setCaseFields } from './fields/set-case-fields.js';
export { publishSectorMoves } from './verbs/check-and-publish-sector-change.js';
export { publishUnassigned } from './verbs/publish-unassigned.js';
export { colleaguesIn, dismissHandover } from './verbs/handover-note.js';
export { undoHandover } from './verbs/undo-handover.js';
export { linkCase, unlinkCase } from './verbs/link-case.js';
export { lockCases } from './verbs/lock-cases.js';
export { mergePeople, unmergePeople } from './verbs/merge-people.js';
export { caseFamily } from './moving/case-with-merged-cases.js';
export { mergeCase, moveEntries, splitCase } from './moving/move-split-merge.js';
export {
  mergeAsOneCorrespondence,
  untouchedCases,
  untouchedHistory,
  type UntouchedCase,
} from './moving/merge-untouched-cases.js';
export { reorderByTime } from './moving/reorder-by-time.js';
export { addNote, mentionsWithoutAccess } from './verbs/add-note.js';
export { editNote, removeNote } from './verbs/edit-or-remove-note.js';
export { IS_REMOVED_NOTE, NOTE_TEXT } from './timeline/note-versions.js';
export { showSideAnswer } from './moving/reorder-entries.js';
export { newReferences, openCase } from './verbs/open-case-by-hand.js';
export { personAtAddress, type PersonAtAddress } from './verbs/person-at-address.js';
export { followCase } from './verbs/follow-case.js';
export { takeNextCase } from './verbs/take-next-case.js';
export { markRead, markUnread, putReadBack, readUpTo } from './timeline/mark-case-read.js';
export { nameSender } from './verbs/name-sender.js';
export { setCitizen } from './verbs/set-citizen-of-case.js';
export {
  hideCanceledMessage,
  saveCase,
  saveCases,
  saveDueTimes,
  writeCases,
  type BindRows,
  type EntryRowToInsert,
} from './timeline/write-cases-and-entries.js';
export { newCase, setStatus } from './timeline/build-case-and-set-status.js';
export { cursorOf, parseCursor } from './inbox/inbox-cursor.js';
export { parseSearch } from './search/parse-search.js';
export { updateSearchLexicon, learnWordsOf } from './search/update-search-lexicon.js';
export { foundCaseIds } from './search/found-case-ids.js';
export { search, type Found } from './search/search.js';
export { cancelOnReply } from './verbs/cancel-on-reply.js';
export { summariesIn, summariesOf } from './inbox/case-summary.queries.js';
export { entryOf, othersEntriesSince, shownEntry, timeline } from './timeline/timeline.queries.js';
export { unassignInaccessibleCases } from './verbs/unassign-inaccessible-cases.js';
export { undoMove } from './moving/undo-move.js';
export { breakGlass, endBreakGlass, findRestrictedCase } from './restricting/break-glass.js';
export { emergencyAccess, emergencyAccesses } from './restricting/break-glass-history.queries.js';
export { endBreakGlassOf, openGlasses } from './restricting/break-glass-of-others.js';
export { copyRestriction } from './restricting/copy-restriction.js';
export { keepRestrictedCasesAccessible, restrictedCasesLeft } from './restricting/keep-restricted-cases-accessible.js';
export { liftRestriction, restrictCase } from './restricting/restrict-case.js';
export { countListedCases, listedCaseIds } from './inbox/ids-and-count-of-list.queries.js';
export { findUnansweredCases } from './inbox/unanswered-cases.queries.js';
export { countAsView, countSavedViews } from './views/count-views.js';
export { createSavedView, deleteSavedView, restoreSavedView, updateSavedView } from './views/save-views.js';
export { savedViews } from './views/saved-views.queries.js';
export { viewsWithField } from './views/views-with-field.queries.js';
export { audiencesOf, isListedFor, mayChange, placeOf, type ViewPlace } from './views/view-and-macro-rights.js';
export { updateCase, type CaseUpdate } from './verbs/update-case.js';
export { reopen, wakeCase } from './verbs/wake-or-reopen-case.js';
