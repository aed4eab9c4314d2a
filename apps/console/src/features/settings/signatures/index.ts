export { AnonymitySection } from './anonymity-section.js';
export { BlockSection } from './block-section.js';
export { signaturesRoute } from './routes.js';
