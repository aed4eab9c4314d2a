export { CaseRoute, ChooseDialog, Contact, NewCase, preloadCase, MoveDialog } from './lazy.js';
export { ActivityLine } from './activity-line.js';
