export {
  AskDialog,
  BlockSender,
  CaseFinder,
  CaseReaders,
  CaseRoute,
  ChooseDialog,
  CompleteMany,
  Contact,
  EditNote,
  FileViewer,
  LiftRestriction,
  LinkCaseDialog,
  MacroDialog,
  MacroForMany,
  NewCase,
  preloadCase,
  MoveDialog,
  NameCitizen,
  Restrict,
  TakeOver,
  TransmitDialog,
} from './lazy-components.js';
export { CloseMany, CloseUnanswered } from './lazy-close-unanswered.js';
export { SenderAuthenticityMark } from './message/sender-authenticity-mark.js';
export { ActivityLine } from './timeline/activity-line-and-fold.js';
export type { FoundCase } from './merge-and-move/case-finder.js';
