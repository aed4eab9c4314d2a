export { addHandle, renameCitizen } from './change.js';
export { citizenById, citizensBeginning } from './citizen.queries.js';
export { handleKey, personsBehind, resolveHandles, type KnownHandle } from './handles.js';
export { mergeCitizens, standingMerge, tellApart, tellCitizens, unmergeCitizens } from './merge.js';
export { mayKnowHandle, People } from './people.js';
