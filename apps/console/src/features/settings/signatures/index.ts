export { AnonymitySection } from './anonymity-section.js';
export { BlockFormFrame } from './block-form-frame.js';
export { useBlockDraft, type BlockDraft } from './use-block-draft.js';
export { signaturesRoute } from './routes.js';
