export { EventTail } from './event-tail.js';
export { Live } from './live-gateway.js';
export { SESSION_COOKIE } from './session-cookie.js';
export { LiveModule } from './live.module.js';
export { Sockets } from './socket-server.js';
