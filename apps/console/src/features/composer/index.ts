export { Composer } from './composer.js';
export { isGuarded } from './unsent-guard.js';
