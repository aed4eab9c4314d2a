export { EventTail } from './event-tail.js';
export { Live, SESSION_COOKIE } from './live-gateway.js';
export { LiveModule } from './live.module.js';
export { Sockets } from './socket-server.js';
