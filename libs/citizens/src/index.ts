export { addressesIn, handleOf } from './addresses.js';
export { linkHandle, unlinkHandle, renameCitizen, teamsToInform } from './change-handles.js';
export { citizenById, citizensBeginning } from './citizen.queries.js';
export { shareHandles, isStanding } from './evidence.js';
export { handleKey, resolveHandles, type KnownHandle } from './handles.js';
export {
  mergeCitizens,
  standingMerge,
  insertDistinct,
  publishCitizenChanged,
  unmergeCitizens,
  deleteDistinct,
} from './merge-citizens.js';
export { mayKnowHandle, People } from './people.js';
export { Senders } from './senders.js';
