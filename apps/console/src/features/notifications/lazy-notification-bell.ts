import { lazyPart } from '../../shared/router/lazy-parts.js';

export const Bell = lazyPart(() => import('./notification-bell.js'), 'NotificationBell');
