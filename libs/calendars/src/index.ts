export { importCalendar } from './import-calendar.js';
export {
  listBusinessHours,
  readBusinessHours,
  readCalendarDays,
  saveBusinessHours,
  savedBusinessHours,
} from './business-hours.js';
export { expandHours, type ExpandedHours } from './expand-business-hours.js';
export { addWorkingTime, dueAt, isOpen, isWorkingDay, nextOpenTime, workingSeconds } from './working-time.js';
