export { Bell } from './lazy-components.js';
export { useTakenOver } from './use-taken-over.js';
