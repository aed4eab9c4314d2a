import { lazyPart } from '../../shared/router/lazy-parts.js';

export const SessionEndWarning = lazyPart(() => import('./session-end-warning.js'), 'SessionEndWarning');

export const SessionEnded = lazyPart(() => import('./session-ended-dialog.js'), 'SessionEndedDialog');
