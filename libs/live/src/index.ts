export { EventTail } from './event-tail.js';
export { FrameFilter } from './frame-filter.js';
export { FrameGuard } from './frame-guard.js';
export { FramePipe, frameRefused } from './frame-pipe.js';
export { LiveGateway } from './live-gateway.js';
export { LiveModule } from './live.module.js';
export { OwnPages } from './own-pages.js';
export { cookieName, plainCookieName, type AgentCookie } from './session-cookie.js';
export { socketOptions } from './socket-options.js';
