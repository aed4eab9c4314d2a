export { citizenById, citizensBeginning } from './citizen.queries.js';
export { handleKey, resolveHandles, type KnownHandle } from './handles.js';
