export {
  actorOf,
  allow,
  assertInPerson,
  caseTeamIdsOf,
  seesAssigned,
  mayWrite,
  opensApi,
  permissionsOf,
  commonScopes,
  reach,
  type Principal,
  type Reach,
} from './principal.js';
export { authorFor, namedAuthor, NAME_OF_AUTHOR, setAnonymity, type NamedAuthor } from './agent-name-and-anonymity.js';
export {
  publishedBySignatures,
  saveSignatureSettings,
  saveTeamSignature,
  signatureBlocksFor,
  signatureSettingsOf,
  teamSignatureOf,
} from './signature-blocks.js';
export { grantOfWord, isInForce, wordBy, WORDS, type Grant } from './grants-in-force.js';
export { giveRole, lockRoles, takeRole } from './give-and-take-roles.js';
export { createRole, deleteRole, roles, updateRole } from './roles.js';
export { nameableFor, readersOfCase, readingOfCase } from './case-readers.js';
export { rightsOf } from './explain-agent-rights.js';
export { conflictOnDuplicate } from './conflict-on-duplicate.js';
export { isActiveAgent } from './is-active-agent.js';
export { listRoleHolders } from './list-role-holders.js';
export { digestOf, newSecret } from './secrets-and-digests.js';
export { accessOfAgent, endAccessOfAgent, endSessionOfAgent, endTokenOfAgent } from './agent-sessions-and-tokens.js';
export {
  choosePassword,
  createPasswordLink,
  createResetLink,
  inviteAgent,
  openPasswordLink,
  passwordLinks,
  revokePasswordLinks,
  secretForMail,
  setLinkMailed,
  type LinkToMail,
} from './password-links.js';
export {
  endOtherSessions,
  endSession,
  endsOfSession,
  openSession,
  sessionsOf,
  signIn,
  SESSION_DAYS,
  type SessionOrigin,
} from './sessions.js';
export {
  agentOfChallenge,
  CHALLENGE_SECONDS,
  passSecondStep,
  SecondFactorNeeded,
} from './second-factor/sign-in-challenges.js';
export {
  beginSecondFactor,
  confirmSecondFactor,
  ownSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
  secondFactorOf,
} from './second-factor/second-factor.js';
export { addPasskey, beginPasskey } from './passkeys/add-passkey.js';
export { ofBrowser, ofSession, PASSKEY_MINUTES, takeChallenge } from './passkeys/passkey-challenges.js';
export { signInByPasskey } from './passkeys/passkey-sign-in.js';
export { deletePasskey, deletePasskeysOf, ownPasskeys, renamePasskey } from './passkeys/passkeys.js';
export { relyingParty } from './passkeys/relying-party.js';
export { beginPasskeyUse, ownerOfPasskey, type PasskeyUse } from './passkeys/verify-passkey.js';
export { requireSecondFactorOfRole, secondFactorOfRole } from './second-factor/required-by-roles.js';
export { changeAddress } from './change-agent-address.js';
export { saveSignInRules, signInRulesState } from './second-factor/sign-in-rules.js';
export { totpAt } from './second-factor/totp.js';
export { hasRecentProof, proofsOf, prove } from './second-factor/step-up.js';
export { actingPrincipalOf, principalOf, principalOfSession, principalOfToken } from './find-principal.js';
export { createToken, deleteToken, tokensOf } from './api-tokens.js';
export {
  createServiceAccount,
  deleteServiceAccount,
  serviceAccounts,
  updateServiceAccount,
} from './service-accounts.js';
export { ACCESS_TOKEN_SECONDS, createAccessToken, ScopeRefused, type AccessToken } from './service-access-tokens.js';
export {
  agentGroups,
  createDirectoryGroup,
  deleteDirectoryGroup,
  directoryGroup,
  directoryGroups,
  mapGroup,
  updateDirectoryGroup,
  type DirectoryGroup,
  type GroupQuery,
  type WantedGroup,
} from './provisioning/directory-groups.js';
export {
  directoryAgent,
  directoryAgents,
  provisionAgent,
  removeDirectoryAgent,
  updateDirectoryAgent,
  type AgentQuery,
  type DirectoryAgent,
  type WantedAgent,
} from './provisioning/provisioned-agents.js';
export { importAgents, NotImported } from './import-agents.js';
export { createServiceSecret, endServiceSecret } from './service-secrets.js';
export {
  isReached,
  AFTER_LEAVING,
  mayBeAssigned,
  reachesCase,
  seesWhatIsAssigned,
  worksInTeam,
  holdsInTeam,
  holdsShared,
  reachesTeam,
  reachOfAgents,
  teamIdsReached,
  teamsReachedBy,
  type TeamsReached,
} from './permission-reach.js';
export { agents, agentsKnownTo, createAgent, updateAgent, updateMe } from './agents.js';
export { organisationFrom, organisationOf, saveOrganisation, STORED_ORGANISATION } from './organisation.js';
export { createTeam, teams, updateTeam } from './teams.js';
export { assertSectorToUse, visibleSectors, knownTeamIds } from './visible-sectors.js';
export { holdsForTemplate, isFileOfKnownTemplate, visibleTemplates, type TemplatePlace } from './visible-templates.js';
export { createSector, deleteSector, sectors, updateSector } from './sectors.js';
export { ensureAdministrator, newSetupSecret, setUp, setupIsOpen } from './first-administrator.js';
export { anyCaseFor, caseAsItWas, caseFor, caseOrOwnIn, refuseMerged } from './lock-permitted-case.js';
export {
  ALL_TEAMS,
  parameters,
  roomOf,
  roomOfAssigned,
  Scope,
  scope,
  scopeOrNone,
  type Bind,
  type ScopedCase,
} from './scope.js';
export { exportedScope, exportedPartOf } from './exported-scope.js';
export { runOnce } from './idempotency-keys.js';
export { DEVICE_DAYS, isKnownDevice, rememberDevice } from './known-devices.js';
export { causeOf, listRefusedSignIns, recordRefusedSignIn, type WrongSignIn } from './refused-sign-ins.js';
export { endReplacedSession } from './end-replaced-session.js';
export { purgeExpiredSessionsAndTokens } from './purge-expired-sessions-and-tokens.js';
export { lockoutsOfProviderChange } from './providers/provider-change-lockouts.js';
export { testProvider } from './providers/check-provider-settings.js';
export { ownSamlMetadata, readSamlMetadata } from './providers/saml/saml-metadata.js';
export { RESPONSE_BYTES } from './providers/saml/parse-saml-response.js';
export { testSamlProvider } from './providers/saml/check-saml-provider-settings.js';
export { samlProvider } from './providers/sign-in-protocol.js';
export { ProviderSignIn } from './providers/provider-sign-in.js';
export { noteProviderAfterSecondStep } from './providers/provider-session.js';
export { ATTEMPT_MINUTES } from './providers/sign-in-attempts.js';
export {
  addressesOf,
  allowInPerson,
  createSignInProvider,
  deleteSignInProvider,
  openIdProvider,
  providerToTest,
  shownProvider,
  signInOptions,
  signInProviders,
  storedProvider,
  updateSignInProvider,
} from './providers/provider-settings.js';
export { approveSignInLink, deleteSignInLink, signInLinks } from './providers/linked-provider-accounts.js';
export { signInsWithoutAccount } from './providers/sign-ins-without-account.js';
