// One line for each way by which letters leave.
export { mysendingbox } from './mysendingbox/mysendingbox.js';
export { print } from './print/print.js';
