export { addressesIn, handleOf } from './addresses-in-text.js';
export { linkHandle, unlinkHandle } from './link-handles.js';
export { renameCitizen } from './rename-citizen.js';
export { teamsToInform } from './teams-to-inform.js';
export { citizenById, citizenInFile, citizensBeginning } from './citizen.queries.js';
export { shareHandles, isStanding } from './handle-evidence.js';
export { handleKey, resolveHandles, type KnownHandle } from './resolve-handles.js';
export {
  mergeCitizens,
  standingMerge,
  insertDistinct,
  publishCitizenChanged,
  unmergeCitizens,
  deleteDistinct,
} from './merge-citizens.js';
export { scopeOfFile } from './scope-of-file.js';
export { mayKnowHandle, People } from './people-visible-to-agent.js';
export { withHidden } from './with-hidden.js';
export { Senders } from './identify-senders.js';
