export { Composer } from './composer.js';
export { DisclosureFindingList } from './sending/disclosure-finding-list.js';
export { areCaseShortcutsBlocked } from './block-case-shortcuts.js';
