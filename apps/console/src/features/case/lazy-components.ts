import { lazyPart, lazyScreen } from '../../shared/router/lazy-parts.js';

const loadRoute = () => import('./case-route.js');

/** The case pane. It is fetched after the list has been painted, because a list alone does not need it. */
export const CaseRoute = lazyScreen(loadRoute, 'CaseRoute');

/** Fetches the case pane, so that the first case that is opened finds its screen there. */
export const preloadCase = () => loadRoute().catch(() => undefined);

export const NewCase = lazyPart(() => import('./new-case-dialog.js'), 'NewCaseDialog');
export const NameCitizen = lazyPart(() => import('./name-citizen-dialog.js'), 'NameCitizenDialog');
export const Contact = lazyPart(() => import('./record-contact/record-contact-dialog.js'), 'RecordContactDialog');
export const FileViewer = lazyPart(() => import('./file-viewer/file-viewer.js'), 'FileViewer');
export const MoveDialog = lazyPart(
  () => import('./merge-and-move/merge-move-or-split-dialog.js'),
  'MergeMoveOrSplitDialog',
);
export const LinkCaseDialog = lazyPart(() => import('./links/link-case-dialog.js'), 'LinkCaseDialog');
export const CaseReaders = lazyPart(() => import('./who-can-open-case-dialog.js'), 'WhoCanOpenCaseDialog');
export const Restrict = lazyPart(() => import('./restriction/restrict-dialog.js'), 'RestrictDialog');
export const LiftRestriction = lazyPart(
  () => import('./restriction/lift-restriction-dialog.js'),
  'LiftRestrictionDialog',
);
export const TakeOver = lazyPart(() => import('./take-over/take-over-dialog.js'), 'TakeOverDialog');
export const EditNote = lazyPart(() => import('./note/edit-note-dialog.js'), 'EditNoteDialog');
export const BlockSender = lazyPart(() => import('./spam/block-sender-dialog.js'), 'BlockSenderDialog');
export const ChooseDialog = lazyPart(() => import('./pickers/case-property-dialog.js'), 'CasePropertyDialog');
export const AskDialog = lazyPart(() => import('./side/new-side-conversation-dialog.js'), 'AskDialog');
export const TransmitDialog = lazyPart(() => import('./transmit/transmit-dialog.js'), 'TransmitDialog');
export const MacroDialog = lazyPart(() => import('./macros/macro-for-one-case-dialog.js'), 'MacroDialog');
export const MacroForMany = lazyPart(() => import('./macros/macro-for-many-dialog.js'), 'MacroForManyDialog');
export const CompleteMany = lazyPart(() => import('./for-many/complete-many-dialog.js'), 'CompleteManyDialog');
/** Searches the case to which something belongs. */
export const CaseFinder = lazyPart(() => import('./merge-and-move/case-finder.js'), 'CaseFinder');
