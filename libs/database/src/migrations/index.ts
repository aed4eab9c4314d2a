import { InitialSchema1764000000000 } from './1764000000000-initial-schema.js';
import { SharedRateLimits1795737600000 } from './1795737600000-shared-rate-limits.js';
import { QuarantineDecisions1795780800000 } from './1795780800000-quarantine-decisions.js';
import { AwaitedMessages1795784400000 } from './1795784400000-awaited-messages.js';
import { SenderAuthentication1795788000000 } from './1795788000000-sender-authentication.js';
import { MailboxHistory1795791600000 } from './1795791600000-mailbox-history.js';
import { SpamAndScannedFiles1795795200000 } from './1795795200000-spam-and-scanned-files.js';
import { MergesByTheSystem1795802400000 } from './1795802400000-merges-by-the-system.js';
import { OAuthSignIn1795806000000 } from './1795806000000-oauth-sign-in.js';
import { LighterIntake1795809600000 } from './1795809600000-lighter-intake.js';
import { AgeOfLiveCases1795813200000 } from './1795813200000-age-of-live-cases.js';
import { ReferencesOfMessages1795816800000 } from './1795816800000-references-of-messages.js';
import { PreviousTokens1795909200000 } from './1795909200000-previous-tokens.js';
import { LaterVerdicts1795995600000 } from './1795995600000-later-verdicts.js';
import { KnownDevices1796001000000 } from './1796001000000-known-devices.js';
import { PasswordLinks1796002000000 } from './1796002000000-password-links.js';
import { Roles1796004000000 } from './1796004000000-roles.js';
import { SecondFactor1796005000000 } from './1796005000000-second-factor.js';
import { SignInProviders1796003000000 } from './1796003000000-sign-in-providers.js';
import { Passkeys1796120000000 } from './1796120000000-passkeys.js';
import { RefusedSignInLinks1796006000000 } from './1796006000000-refused-sign-in-links.js';
import { SharedChannelAccounts1796000000000 } from './1796000000000-shared-channel-accounts.js';
import { IdleEndOfOldSessions1796007000000 } from './1796007000000-idle-end-of-old-sessions.js';
import { ServiceAccounts1796130000000 } from './1796130000000-service-accounts.js';
import { DirectoryGroups1796131000000 } from './1796131000000-directory-groups.js';
import { Sectors1796100000000 } from './1796100000000-sectors.js';
import { TemplateSectors1796100100000 } from './1796100100000-template-sectors.js';
import { CaseTypeSectors1796100200000 } from './1796100200000-case-type-sectors.js';
import { RestrictedCases1796110000000 } from './1796110000000-restricted-cases.js';
import { NotedBlocks1796140000000 } from './1796140000000-noted-blocks.js';
import { PersonalValues1796400000000 } from './1796400000000-personal-values.js';
import { ConfirmedMeanings1796410000000 } from './1796410000000-confirmed-meanings.js';
import { SecondFactorOfRoles1796420000000 } from './1796420000000-second-factor-of-roles.js';
import { SignInsWithoutAccount1796430000000 } from './1796430000000-sign-ins-without-account.js';
import { JobTitles1796450000000 } from './1796450000000-job-titles.js';
import { ConfirmedPassages1796460000000 } from './1796460000000-confirmed-passages.js';
import { SaidWords1796475000000 } from './1796475000000-said-words.js';
import { SecondFactorRequiredBefore1796480000000 } from './1796480000000-second-factor-required-before.js';
import { RefusedSignInCauses1796490000000 } from './1796490000000-refused-sign-in-causes.js';
import { WhoEndedEmergencyAccess1796500000000 } from './1796500000000-who-ended-emergency-access.js';
import { Acknowledgements1796600000000 } from './1796600000000-acknowledgements.js';
import { SideConversations1796630000000 } from './1796630000000-side-conversations.js';
import { TemplateReturns1796510000000 } from './1796510000000-template-returns.js';
import { SureContraries1796520000000 } from './1796520000000-sure-contraries.js';
import { SendingOutages1796610000000 } from './1796610000000-sending-outages.js';
import { DkimKeys1796610100000 } from './1796610100000-dkim-keys.js';
import { SurveyRefusals1796610200000 } from './1796610200000-survey-refusals.js';
import { Signatures1796620000000 } from './1796620000000-signatures.js';
import { SurveyEntry1796660000000 } from './1796660000000-survey-entry.js';
import { Handovers1796710000000 } from './1796710000000-handovers.js';
import { Transmissions1796710010000 } from './1796710010000-transmissions.js';
import { AskedCitizen1796730010000 } from './1796730010000-asked-citizen.js';
import { Letters1796740000001 } from './1796740000001-letters.js';
import { LettersValidated1796740000002 } from './1796740000002-letters-validated.js';
import { LetterHistory1796750000000 } from './1796750000000-letter-history.js';
import { BlockedLetters1796750010000 } from './1796750010000-blocked-letters.js';
import { LettersUnderWay1796750020000 } from './1796750020000-letters-under-way.js';
import { ReaderOfAnonymousLetters1796750030000 } from './1796750030000-reader-of-anonymous-letters.js';
import { UndoneHandovers1796751000000 } from './1796751000000-undone-handovers.js';
import { SaidPassages1796440000000 } from './1796440000000-said-passages.js';
import { FactorProofs1796180000000 } from './1796180000000-factor-proofs.js';
import { CaseOfEvidence1796320000000 } from './1796320000000-case-of-evidence.js';
import { SectorsOfGroups1796321000000 } from './1796321000000-sectors-of-groups.js';
import { SamlProviders1796300000000 } from './1796300000000-saml-providers.js';
import { AssignedCases1796310000000 } from './1796310000000-assigned-cases.js';
import { RestrictionInIndexes1796330000000 } from './1796330000000-restriction-in-indexes.js';
import { TemplateScopes1796752000000 } from './1796752000000-template-scopes.js';
import { SharedBlocks1796752100000 } from './1796752100000-shared-blocks.js';
import { ProposedTemplates1796752300000 } from './1796752300000-proposed-templates.js';
import { BlocksOfReplies1796752500000 } from './1796752500000-blocks-of-replies.js';
import { BlocksOfRepliesIndexed1796752500001 } from './1796752500001-blocks-of-replies-indexed.js';
import { TextsOfFiles1796800000011 } from './1796800000011-texts-of-files.js';
import { WordsOfEntries1796800000012 } from './1796800000012-words-of-entries.js';
import { SavedViews1796800000021 } from './1796800000021-saved-views.js';
import { FollowedCases1796800000022 } from './1796800000022-followed-cases.js';
import { DraftsOfRepliesAndNotes1796800000031 } from './1796800000031-drafts-of-replies-and-notes.js';
import { CaseFields1796900000001 } from './1796900000001-case-fields.js';
import { BulkActions1796900000011 } from './1796900000011-bulk-actions.js';
import { NotificationPreferences1796900000021 } from './1796900000021-notification-preferences.js';
import { PushSubscriptions1796900000022 } from './1796900000022-push-subscriptions.js';
import { Macros1796900000030 } from './1796900000030-macros.js';
import { NotificationDigests1796900000040 } from './1796900000040-notification-digests.js';
import { NotificationDigestsIndexed1796900000041 } from './1796900000041-notification-digests-indexed.js';
import { Checklists1796900000050 } from './1796900000050-checklists.js';
import { WordsByTime1796900000060 } from './1796900000060-words-by-time.js';
import { WordsByTeam1796900000120 } from './1796900000120-words-by-team.js';
import { SharedDrafts1796900000140 } from './1796900000140-shared-drafts.js';
import { FilesByTeam1796900000160 } from './1796900000160-files-by-team.js';
import { InlinedKeysOfWords1796900000170 } from './1796900000170-inlined-keys-of-words.js';
import { OrderOfCases1796900000180 } from './1796900000180-order-of-cases.js';
import { DoubtedSenders1796900000200 } from './1796900000200-doubted-senders.js';
import { MessagesJudgedAgain1796900000201 } from './1796900000201-messages-judged-again.js';
import { FilledFields1796900000210 } from './1796900000210-filled-fields.js';
import { SourceRevision1796900000230 } from './1796900000230-source-revision.js';
import { OpenedCases1796900000270 } from './1796900000270-opened-cases.js';
import { ReturnedRevision1796900000271 } from './1796900000271-returned-revision.js';
import { MissedWhileWaiting1796900000280 } from './1796900000280-missed-while-waiting.js';
import { NoteVersions1796900000290 } from './1796900000290-note-versions.js';
import { WordsOfNames1796900000350 } from './1796900000350-words-of-names.js';
import { HealthOfSending1796900000400 } from './1796900000400-health-of-sending.js';
import { RelievedAgents1796900000410 } from './1796900000410-relieved-agents.js';
import { WordsOfCanceledReplies1796900000420 } from './1796900000420-words-of-canceled-replies.js';
import { MergedCitizens1796900000430 } from './1796900000430-merged-citizens.js';
import { CasesLeftWithSubstitute1796900000440 } from './1796900000440-cases-left-with-substitute.js';
import { EndingsOfNumbers1796900000450 } from './1796900000450-endings-of-numbers.js';
import { NamedSenders1796900000460 } from './1796900000460-named-senders.js';
import { ClosingsTakenBack1796900000461 } from './1796900000461-closings-taken-back.js';
import { KindsOfCaseLinks1796900000462 } from './1796900000462-kinds-of-case-links.js';
import { DraftsOfUndoneMerges1796900000463 } from './1796900000463-drafts-of-undone-merges.js';

export const migrations = [
  InitialSchema1764000000000,
  SharedRateLimits1795737600000,
  QuarantineDecisions1795780800000,
  AwaitedMessages1795784400000,
  SenderAuthentication1795788000000,
  MailboxHistory1795791600000,
  SpamAndScannedFiles1795795200000,
  MergesByTheSystem1795802400000,
  OAuthSignIn1795806000000,
  LighterIntake1795809600000,
  AgeOfLiveCases1795813200000,
  ReferencesOfMessages1795816800000,
  PreviousTokens1795909200000,
  LaterVerdicts1795995600000,
  SharedChannelAccounts1796000000000,
  Roles1796004000000,
  KnownDevices1796001000000,
  PasswordLinks1796002000000,
  SecondFactor1796005000000,
  SignInProviders1796003000000,
  RefusedSignInLinks1796006000000,
  IdleEndOfOldSessions1796007000000,
  Passkeys1796120000000,
  Sectors1796100000000,
  TemplateSectors1796100100000,
  CaseTypeSectors1796100200000,
  RestrictedCases1796110000000,
  ServiceAccounts1796130000000,
  DirectoryGroups1796131000000,
  NotedBlocks1796140000000,
  FactorProofs1796180000000,
  SamlProviders1796300000000,
  AssignedCases1796310000000,
  CaseOfEvidence1796320000000,
  SectorsOfGroups1796321000000,
  RestrictionInIndexes1796330000000,
  PersonalValues1796400000000,
  ConfirmedMeanings1796410000000,
  SecondFactorOfRoles1796420000000,
  SignInsWithoutAccount1796430000000,
  SaidPassages1796440000000,
  JobTitles1796450000000,
  ConfirmedPassages1796460000000,
  SaidWords1796475000000,
  SecondFactorRequiredBefore1796480000000,
  RefusedSignInCauses1796490000000,
  WhoEndedEmergencyAccess1796500000000,
  TemplateReturns1796510000000,
  SureContraries1796520000000,
  Acknowledgements1796600000000,
  SendingOutages1796610000000,
  DkimKeys1796610100000,
  SurveyRefusals1796610200000,
  Signatures1796620000000,
  SideConversations1796630000000,
  SurveyEntry1796660000000,
  Handovers1796710000000,
  Transmissions1796710010000,
  AskedCitizen1796730010000,
  Letters1796740000001,
  LettersValidated1796740000002,
  LetterHistory1796750000000,
  BlockedLetters1796750010000,
  LettersUnderWay1796750020000,
  ReaderOfAnonymousLetters1796750030000,
  UndoneHandovers1796751000000,
  TemplateScopes1796752000000,
  SharedBlocks1796752100000,
  ProposedTemplates1796752300000,
  BlocksOfReplies1796752500000,
  BlocksOfRepliesIndexed1796752500001,
  TextsOfFiles1796800000011,
  WordsOfEntries1796800000012,
  SavedViews1796800000021,
  FollowedCases1796800000022,
  DraftsOfRepliesAndNotes1796800000031,
  CaseFields1796900000001,
  BulkActions1796900000011,
  NotificationPreferences1796900000021,
  PushSubscriptions1796900000022,
  Macros1796900000030,
  NotificationDigests1796900000040,
  NotificationDigestsIndexed1796900000041,
  Checklists1796900000050,
  WordsByTime1796900000060,
  WordsByTeam1796900000120,
  SharedDrafts1796900000140,
  FilesByTeam1796900000160,
  InlinedKeysOfWords1796900000170,
  OrderOfCases1796900000180,
  DoubtedSenders1796900000200,
  MessagesJudgedAgain1796900000201,
  FilledFields1796900000210,
  SourceRevision1796900000230,
  OpenedCases1796900000270,
  ReturnedRevision1796900000271,
  MissedWhileWaiting1796900000280,
  NoteVersions1796900000290,
  WordsOfNames1796900000350,
  HealthOfSending1796900000400,
  RelievedAgents1796900000410,
  WordsOfCanceledReplies1796900000420,
  MergedCitizens1796900000430,
  CasesLeftWithSubstitute1796900000440,
  EndingsOfNumbers1796900000450,
  NamedSenders1796900000460,
  ClosingsTakenBack1796900000461,
  KindsOfCaseLinks1796900000462,
  DraftsOfUndoneMerges1796900000463,
];
