export { EventTail } from './event-tail.js';
export { FrameExceptionFilter } from './frame-exception-filter.js';
export { FrameGuard } from './frame-guard.js';
export { FramePipe, frameRefused } from './frame-pipe.js';
export { LiveGateway } from './live-gateway.js';
export { LiveModule } from './live.module.js';
export { OwnOriginCheck } from './own-origin-check.js';
export { cookieName, plainCookieName, type AgentCookie } from './agent-cookie-names.js';
export { socketOptions } from './socket-options.js';
