export { EventTail } from './event-tail.js';
export { Live, SESSION_COOKIE } from './live.js';
export { LiveModule } from './live.module.js';
export { Sockets } from './sockets.js';
