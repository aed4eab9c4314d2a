import { Board, Wallboard } from '../board-and-wallboard.js';
import { defineEndpoints } from '../define-endpoints.js';

/** How things stand now: the board of supervisors and the wallboard. */
export const boardEndpoints = defineEndpoints({
  getBoard: {
    ...{ method: 'GET', path: '/board', tag: 'board', summary: 'The state of queues, channels and agents now' },
    ...{ response: Board, status: 200, scope: 'metrics.read', errors: [] },
  },
  getWallboard: {
    ...{
      method: 'GET',
      path: '/board/wallboard',
      tag: 'board',
      summary: 'The same for a screen on a wall, without names',
    },
    ...{ response: Wallboard, status: 200, scope: 'metrics.read', errors: [] },
  },
});
