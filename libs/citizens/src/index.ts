export { citizenById } from './citizen.queries.js';
export { handleKey, resolveHandles, type KnownHandle } from './handles.js';
