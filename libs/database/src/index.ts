export * from './entities.js';
export { assertSameSecret } from './assert-same-secret.js';
export { Database } from './database.js';
export { isoTime, writes, type Reader } from './query-reader-and-iso-time.js';
export { isoOfTime } from './postgres-time-parsers.js';
export type { Audience } from './event-audience.js';
export { Tx, type Author, type JobOptions } from './tx.js';
export {
  currentPosition,
  addressedEventsAfter,
  eventsAfter,
  lastEvents,
  toChange,
  type AudienceKind,
  type AddressedEvent,
  type LoggedEvent,
} from './event.queries.js';
export { isBroken } from './is-break-glass-active.js';
export { RELIEF_MINUTES } from './relief-minutes.js';
export { isTemporary } from './is-transient-fault.js';
export { planAnew } from './plan-cache-mode.js';
export { jsonbArray, textArray } from './binary-arrays.js';
export { broadcast, type Broadcast } from './broadcast.js';
export { NotificationListener } from './pg-notification-listener.js';
export { LeaderLoop } from './leader-loop.js';
export { LogReader, readAgain, type EventHandler, type LogReaderOptions } from './log-reader.js';
export { runJobs, type Jobs } from './run-jobs.js';
export { AUTHENTICATION_IF_DOUBTED, authenticationOf, JUDGED_AGAIN_DAYS } from './sender-authentication-sql.js';
export { purgeLimits, SharedLimiter, type Limit } from './shared-limiter.js';
export { migrate } from './run-migrations.js';
export { DatabaseModule } from './database.module.js';
