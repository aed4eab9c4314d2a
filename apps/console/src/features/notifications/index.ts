export { Bell } from './lazy.js';
