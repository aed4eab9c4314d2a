import { lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { importWithRetry } from '../../shared/api/import-with-retry.js';

const loadRoute = () => import('./case-route.js');

/** The case pane. It is fetched after the list has been painted, because a list alone does not need it. */
export const CaseRoute = lazyRouteComponent(loadRoute, 'CaseRoute');

/** Fetches the case pane, so that the first case that is opened finds its screen there. */
export const preloadCase = () => void loadRoute().catch(() => {});

export const NewCase = lazy(() =>
  importWithRetry(() => import('./new-case-dialog.js').then((module) => ({ default: module.NewCaseDialog }))),
);
export const Contact = lazy(() =>
  importWithRetry(() =>
    import('./record-contact/record-contact-dialog.js').then((module) => ({ default: module.RecordContactDialog })),
  ),
);
export const FileViewer = lazy(() =>
  importWithRetry(() => import('./file-viewer/file-viewer.js').then((module) => ({ default: module.FileViewer }))),
);
export const MoveDialog = lazy(() =>
  importWithRetry(() =>
    import('./merge-and-move/merge-or-move-dialog.js').then((module) => ({ default: module.MergeOrMoveDialog })),
  ),
);
export const CaseReaders = lazy(() =>
  importWithRetry(() => import('./case-readers-dialog.js').then((module) => ({ default: module.CaseReadersDialog }))),
);
export const Restrict = lazy(() =>
  importWithRetry(() =>
    import('./restriction/restrict-dialog.js').then((module) => ({ default: module.RestrictDialog })),
  ),
);
export const LiftRestriction = lazy(() =>
  importWithRetry(() =>
    import('./restriction/lift-restriction-dialog.js').then((module) => ({ default: module.LiftRestrictionDialog })),
  ),
);
export const BlockSender = lazy(() =>
  importWithRetry(() =>
    import('./spam/block-sender-dialog.js').then((module) => ({ default: module.BlockSenderDialog })),
  ),
);
export const ChooseDialog = lazy(() =>
  importWithRetry(() =>
    import('./pickers/case-field-dialog.js').then((module) => ({ default: module.CaseFieldDialog })),
  ),
);
export const AskDialog = lazy(() =>
  importWithRetry(() => import('./side/ask-dialog.js').then((module) => ({ default: module.AskDialog }))),
);
export const TransmitDialog = lazy(() =>
  importWithRetry(() => import('./transmit/transmit-dialog.js').then((module) => ({ default: module.TransmitDialog }))),
);
/** Searches the case to which something belongs. */
export const CaseFinder = lazy(() =>
  importWithRetry(() => import('./merge-and-move/case-finder.js').then((module) => ({ default: module.CaseFinder }))),
);
