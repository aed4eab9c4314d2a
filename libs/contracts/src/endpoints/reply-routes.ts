import { byId, defineEndpoints } from '../define-endpoints.js';
import { ReplyRoutes } from '../reply-routes.js';

/** By which accounts and addresses the citizen of a case can be answered. */
export const replyRouteEndpoints = defineEndpoints({
  listReplyRoutes: {
    ...{
      method: 'GET',
      path: '/cases/:id/reply-routes',
      tag: 'contacts',
      summary: 'How the citizen of a case can be answered',
    },
    ...{ params: byId, response: ReplyRoutes, status: 200, scope: 'case.read', errors: ['not-found'] },
  },
});
