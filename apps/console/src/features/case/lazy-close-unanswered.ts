import { lazyPart } from '../../shared/router/lazy-parts.js';

/** Apart from the other lazy parts, among which is the pane: that one fetches this. */
export const CloseUnanswered = lazyPart(() => import('./close-unanswered-dialog.js'), 'CloseUnansweredDialog');

export const CloseMany = lazyPart(() => import('./close-many-dialog.js'), 'CloseManyDialog');
