import { acknowledgementEndpoints } from './endpoints/acknowledgements.js';
import { agentGroupEndpoints } from './endpoints/directory-groups.js';
import { agentEndpoints } from './endpoints/agents.js';
import { apiTokenEndpoints } from './endpoints/api-tokens.js';
import { answerConsistencyEndpoints } from './endpoints/answer-consistency.js';
import { attachmentEndpoints } from './endpoints/attachments.js';
import { blockedSenderEndpoints } from './endpoints/blocked-senders.js';
import { boardEndpoints } from './endpoints/board-and-wallboard.js';
import { bulkActionEndpoints } from './endpoints/bulk-actions.js';
import { calendarEndpoints } from './endpoints/calendars.js';
import { caseRestrictionEndpoints } from './endpoints/case-restrictions.js';
import { caseFieldEndpoints } from './endpoints/case-fields.js';
import { checklistEndpoints } from './endpoints/checklists.js';
import { caseTypeEndpoints } from './endpoints/case-types.js';
import { caseEndpoints } from './endpoints/cases.js';
import { channelEndpoints } from './endpoints/channels.js';
import { citizenEndpoints } from './endpoints/citizens.js';
import { deliverabilityEndpoints } from './endpoints/deliverability.js';
import { draftEndpoints } from './endpoints/drafts.js';
import { sharedDraftEndpoints } from './endpoints/shared-drafts.js';
import { exportEndpoints } from './endpoints/exports.js';
import { firstAdministratorEndpoints } from './endpoints/first-administrator.js';
import { letterEndpoints } from './endpoints/letters.js';
import { messageOriginalEndpoints } from './endpoints/message-originals-and-remote-images.js';
import { metricEndpoints } from './endpoints/metrics.js';
import { moveEndpoints } from './endpoints/moves.js';
import { noteEndpoints } from './endpoints/notes.js';
import { notificationEndpoints } from './endpoints/notifications.js';
import { passkeyEndpoints } from './endpoints/passkeys.js';
import { organisationEndpoints } from './endpoints/organisation-details.js';
import { agentAccessEndpoints, passwordLinkEndpoints } from './endpoints/password-links-and-agent-access.js';
import { quarantineEndpoints } from './endpoints/quarantine.js';
import { reconciliationEndpoints } from './endpoints/reconciliation.js';
import { recordedContactEndpoints } from './endpoints/recorded-contacts.js';
import { replyEndpoints } from './endpoints/replies.js';
import { replyRouteEndpoints } from './endpoints/reply-routes.js';
import { reportEndpoints } from './endpoints/reports.js';
import { roleEndpoints } from './endpoints/roles.js';
import { routingEndpoints } from './endpoints/routing.js';
import { macroEndpoints } from './endpoints/macros.js';
import { savedViewEndpoints } from './endpoints/saved-views.js';
import { searchEndpoints } from './endpoints/search.js';
import { serviceAccountEndpoints } from './endpoints/service-accounts.js';
import { secondFactorEndpoints } from './endpoints/second-factor.js';
import { sectorEndpoints } from './endpoints/sectors.js';
import { sessionEndpoints } from './endpoints/sessions-and-own-account.js';
import { signatureBlockEndpoints } from './endpoints/signature-blocks.js';
import { sideConversationEndpoints } from './endpoints/side-conversations.js';
import { signInProviderEndpoints } from './endpoints/sign-in-providers.js';
import { slaEndpoints } from './endpoints/sla.js';
import { surveyEndpoints } from './endpoints/surveys.js';
import { teamEndpoints } from './endpoints/teams.js';
import { templateRenderingEndpoints } from './endpoints/template-rendering.js';
import { templateReportEndpoints } from './endpoints/template-reports.js';
import { templateEndpoints } from './endpoints/templates.js';
import { transmissionEndpoints } from './endpoints/transmissions.js';
import { workforceEndpoints } from './endpoints/workforce.js';

/** Every route of the HTTP API by the name of its operation: what controllers implement and clients call. */
export const endpoints = {
  ...sessionEndpoints,
  ...secondFactorEndpoints,
  ...passkeyEndpoints,
  ...signInProviderEndpoints,
  ...firstAdministratorEndpoints,
  ...agentEndpoints,
  ...passwordLinkEndpoints,
  ...agentAccessEndpoints,
  ...roleEndpoints,
  ...teamEndpoints,
  ...sectorEndpoints,
  ...apiTokenEndpoints,
  ...serviceAccountEndpoints,
  ...agentGroupEndpoints,
  ...organisationEndpoints,
  ...signatureBlockEndpoints,
  ...caseEndpoints,
  ...caseRestrictionEndpoints,
  ...draftEndpoints,
  ...sharedDraftEndpoints,
  ...savedViewEndpoints,
  ...macroEndpoints,
  ...bulkActionEndpoints,
  ...searchEndpoints,
  ...moveEndpoints,
  ...replyEndpoints,
  ...sideConversationEndpoints,
  ...transmissionEndpoints,
  ...noteEndpoints,
  ...messageOriginalEndpoints,
  ...replyRouteEndpoints,
  ...recordedContactEndpoints,
  ...attachmentEndpoints,
  ...quarantineEndpoints,
  ...blockedSenderEndpoints,
  ...citizenEndpoints,
  ...templateEndpoints,
  ...templateRenderingEndpoints,
  ...templateReportEndpoints,
  ...answerConsistencyEndpoints,
  ...letterEndpoints,
  ...caseTypeEndpoints,
  ...caseFieldEndpoints,
  ...checklistEndpoints,
  ...routingEndpoints,
  ...reconciliationEndpoints,
  ...slaEndpoints,
  ...calendarEndpoints,
  ...workforceEndpoints,
  ...notificationEndpoints,
  ...channelEndpoints,
  ...acknowledgementEndpoints,
  ...deliverabilityEndpoints,
  ...boardEndpoints,
  ...metricEndpoints,
  ...exportEndpoints,
  ...reportEndpoints,
  ...surveyEndpoints,
};

export type Endpoints = typeof endpoints;
export type EndpointName = keyof Endpoints;
