export { addressesIn, handleOf } from './addresses.js';
export { addHandle, detachHandle, renameCitizen, teamsToTell } from './change.js';
export { citizenById, citizensBeginning } from './citizen.queries.js';
export { shareHandles, stands } from './evidence.js';
export { handleKey, resolveHandles, type KnownHandle } from './handles.js';
export { mergeCitizens, standingMerge, tellApart, tellCitizens, unmergeCitizens, untellApart } from './merge.js';
export { mayKnowHandle, People } from './people.js';
export { Senders } from './senders.js';
