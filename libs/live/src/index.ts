export { EventTail } from './event-tail.js';
export { Live, SESSION_COOKIE } from './live.js';
