export { Bell } from './lazy-notification-bell.js';
export { useTakenOverByColleague } from './use-taken-over-by-colleague.js';
