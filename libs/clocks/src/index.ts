export { explainClocks } from './explain.js';
export { layCases } from './lay-cases.js';
export { followWithClocks, layUnfinished, tellAgents } from './reactions.js';
export { notifications, readNotifications } from './notifications.js';
export { notify, type News } from './notify.js';
export { calendarOf, importCalendar, readSchedule, saveSchedule, scheduleOf, schedulesOf } from './schedules.js';
export { readTargets, saveTargets, shipTargets, targetFor, targetsOf, type Promised } from './targets.js';
export { addWorking, calendarDays, dueAt, isOpen, nextOpening, workingSeconds } from './working-time.js';
