export { AnonymitySection } from './anonymity-section.js';
export { BlockForm } from './block-form.js';
export { useBlockDraft, type BlockDraft } from './use-block-draft.js';
export { signaturesRoute } from './routes.js';
