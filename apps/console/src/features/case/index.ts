export { CaseRoute, ChooseDialog, Contact, FileViewer, NewCase, preloadCase, MoveDialog } from './lazy-components.js';
export { ActivityLine } from './timeline/activity-line.js';
