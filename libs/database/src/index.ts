export * from './entities.js';
export { Database } from './database.js';
export { Tx, type Author, type JobOptions, type Publication } from './tx.js';
export { currentPosition, eventsAfter, toChange, type LoggedEvent } from './event.queries.js';
export { signal, type Signal } from './signals.js';
export { WakeUps } from './wake-ups.js';
export { runJobs, type Jobs } from './jobs.js';
export { migrate } from './migrate.js';
export { DatabaseModule } from './database.module.js';
