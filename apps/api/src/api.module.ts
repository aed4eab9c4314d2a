import { LiveGateway } from '@guichet/live';
import { ProblemFilter, validationPipe } from '@guichet/platform';
import { Module, StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AgentSessionsAndTokensController } from './agent-sessions-and-tokens.controller.js';
import { AgentsController } from './agents.controller.js';
import { RolesController } from './roles.controller.js';
import { TeamsController } from './teams.controller.js';
import { SectorsController } from './sectors.controller.js';
import { ApiTokensController } from './api-tokens.controller.js';
import { ServiceAccountsController } from './service-accounts.controller.js';
import { AttachmentsController } from './attachments.controller.js';
import { AuthGuard } from './http/auth.guard.js';
import { BoardController } from './board-and-wallboard.controller.js';
import { BreakGlassController } from './break-glass.controller.js';
import { CaseRestrictionsController } from './case-restrictions.controller.js';
import { CasesController } from './cases.controller.js';
import { BulkActionsController } from './bulk-actions.controller.js';
import { DraftsController } from './drafts.controller.js';
import { SharedDraftsController } from './shared-drafts.controller.js';
import { MacrosController } from './macros.controller.js';
import { SavedViewsController } from './saved-views.controller.js';
import { SearchController } from './search.controller.js';
import { ChannelsController } from './channel-accounts.controller.js';
import { DeliverabilityController } from './deliverability.controller.js';
import { CitizensController } from './citizens.controller.js';
import { SignatureBlocksController } from './signature-blocks.controller.js';
import { SignInProvidersController } from './sign-in-providers.controller.js';
import { DirectoryGroupsController } from './directory-groups.controller.js';
import { SamlRoutes } from './saml/saml-routes.js';
import { ScimRoutes } from './scim/scim-routes.js';
import { OAuthRoutes } from './oauth/oauth-routes.js';
import { SignInAtProvider } from './http/sign-in-at-provider.js';
import { SlaController } from './sla.controller.js';
import { ReplyRoutesController } from './reply-routes.controller.js';
import { RecordedContactsController } from './recorded-contacts.controller.js';
import { ExportsController } from './exports.controller.js';
import { AcknowledgementsController } from './acknowledgements.controller.js';
import { BlockedSendersController } from './blocked-senders.controller.js';
import { QuarantineController } from './quarantine.controller.js';
import { PasswordLinks } from './http/password-links.js';
import { PasswordLinksController } from './password-links.controller.js';
import { CaseFieldsController } from './case-fields.controller.js';
import { ChecklistsController } from './checklists.controller.js';
import { CaseTypesController } from './case-types.controller.js';
import { LettersController } from './letters.controller.js';
import { RepliesController } from './replies.controller.js';
import { SideConversationsController } from './side-conversations.controller.js';
import { TransmissionsController } from './transmissions-to-authorities.controller.js';
import { NotesController } from './notes.controller.js';
import { MessageOriginalsController } from './message-originals-and-remote-images.controller.js';
import { MetricsController } from './metrics.controller.js';
import { MovesController } from './move-split-merge.controller.js';
import { NotificationsController } from './notifications.controller.js';
import { PasskeysController } from './passkeys.controller.js';
import { OrganisationController } from './organisation.controller.js';
import { TeamQueueReconciliationController } from './team-queue-reconciliation.controller.js';
import { RoutingController } from './routing.controller.js';
import { CalendarsController } from './calendars.controller.js';
import { ReportsController } from './reports.controller.js';
import { SecondFactorController } from './second-factor-and-step-up.controller.js';
import { SessionsController } from './sessions-and-own-account.controller.js';
import { FirstAdministratorController } from './first-administrator.controller.js';
import { CodeAttemptLimits } from './http/limit-code-attempts.js';
import { SecondStep } from './http/sign-in-second-step.js';
import { AgentCookies } from './http/agent-cookies.js';
import { SignInLimits } from './http/limit-sign-ins.js';
import { SignInSessionAndDevice } from './http/sign-in-session-and-device.js';
import { SignInRefusals } from './http/refused-sign-ins-and-alarms.js';
import { RequestLimits } from './http/limit-requests.js';
import { SignInByPasskey } from './http/sign-in-by-passkey.js';
import { SignIn } from './http/sign-in.js';
import { SurveysController } from './surveys.controller.js';
import { TemplatesController } from './templates.controller.js';
import { TemplateRenderingController } from './template-parts-and-rendering.controller.js';
import { AnswerConsistencyController } from './answer-consistency.controller.js';
import { TemplateUseAndConsistencyController } from './template-use-and-consistency.controller.js';
import { WorkforceController } from './workforce.controller.js';

/** Needs the platform, the database and the messages modules around it. */
@Module({
  controllers: [
    SessionsController,
    SignInProvidersController,
    SecondFactorController,
    PasskeysController,
    FirstAdministratorController,
    AgentsController,
    AgentSessionsAndTokensController,
    PasswordLinksController,
    RolesController,
    TeamsController,
    SectorsController,
    ApiTokensController,
    ServiceAccountsController,
    DirectoryGroupsController,
    ChannelsController,
    DeliverabilityController,
    BoardController,
    CasesController,
    CaseRestrictionsController,
    BreakGlassController,
    DraftsController,
    SharedDraftsController,
    SearchController,
    MovesController,
    CitizensController,
    RepliesController,
    SideConversationsController,
    TransmissionsController,
    NotesController,
    MessageOriginalsController,
    TemplatesController,
    TemplateRenderingController,
    TemplateUseAndConsistencyController,
    AnswerConsistencyController,
    LettersController,
    ReplyRoutesController,
    RecordedContactsController,
    MetricsController,
    ExportsController,
    OrganisationController,
    MacrosController,
    SavedViewsController,
    BulkActionsController,
    SignatureBlocksController,
    CaseFieldsController,
    ChecklistsController,
    CaseTypesController,
    RoutingController,
    TeamQueueReconciliationController,
    WorkforceController,
    CalendarsController,
    SlaController,
    NotificationsController,
    ReportsController,
    SurveysController,
    AttachmentsController,
    AcknowledgementsController,
    BlockedSendersController,
    QuarantineController,
  ],
  providers: [
    LiveGateway,
    AuthGuard,
    SignIn,
    SignInLimits,
    PasswordLinks,
    SignInSessionAndDevice,
    SignInRefusals,
    AgentCookies,
    CodeAttemptLimits,
    SecondStep,
    SignInByPasskey,
    RequestLimits,
    OAuthRoutes,
    SamlRoutes,
    ScimRoutes,
    SignInAtProvider,
    { provide: APP_GUARD, useExisting: AuthGuard },
    { provide: APP_PIPE, useFactory: validationPipe },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_INTERCEPTOR, useClass: StandardSchemaSerializerInterceptor },
  ],
})
export class ApiModule {}
