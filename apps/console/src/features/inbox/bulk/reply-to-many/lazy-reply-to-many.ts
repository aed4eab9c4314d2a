import { lazyPart } from '../../../../shared/router/lazy-parts.js';

export const ReplyToMany = lazyPart(() => import('./reply-to-many-dialog.js'), 'ReplyToManyDialog');
