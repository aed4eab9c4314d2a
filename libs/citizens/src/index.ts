export { addressesIn, handleOf } from './addresses-in-text.js';
export { linkHandle, linkNewHandle, unlinkHandle } from './link-or-unlink-handle.js';
export { renameCitizen } from './rename-citizen.js';
export { evidenceAudienceTeams } from './evidence-audience-teams.js';
export { casesOfMergedNames } from './cases-of-merged-names.queries.js';
export { citizenById, citizenInFile, citizensBeginning } from './citizen.queries.js';
export { hasNumber } from './handle-number.js';
export { shareHandle, shareHandles, isStanding, SHARED } from './handle-evidence.js';
export { addressOwner } from './address-owner.queries.js';
export { addressUsers, type AddressUser, type AddressUsers, type NamedPerson } from './users-of-address.queries.js';
export { handleKey, nameUnnamed, recordedHandle, resolveHandles, type KnownHandle } from './resolve-handles.js';
export {
  mergeCitizens,
  standingMerge,
  insertDistinct,
  publishCitizenChanged,
  unmergeCitizens,
  deleteDistinct,
} from './merge-citizens.js';
export { othersAtAddresses } from './others-at-addresses.queries.js';
export { otherUsersOf } from './other-users-of-address.queries.js';
export { scopeInCaseSector, scopeInTeamSector } from './scope-in-case-sector.js';
export { mayKnowHandle, People } from './people-visible-to-agent.js';
export { withHiddenCasesAndPeople } from './hidden-cases-and-people-sql.js';
export { Senders } from './identify-senders.js';
