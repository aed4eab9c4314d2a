export { Bell } from './lazy-components.js';
