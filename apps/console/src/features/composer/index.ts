export { Composer } from './composer.js';
export { areCaseShortcutsBlocked } from './block-case-shortcuts.js';
