export { CaseRoute, ChooseDialog, Contact, NewCase, preloadCase, MoveDialog } from './lazy-components.js';
export { ActivityLine } from './timeline/activity-line.js';
