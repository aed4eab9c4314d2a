import type accountTexts from '../../i18n/en/account.json';
import type agentsTexts from '../../i18n/en/agents.json';
import type appTexts from '../../i18n/en/app.json';
import type authTexts from '../../i18n/en/auth.json';
import type bulkTexts from '../../i18n/en/bulk.json';
import type caseTexts from '../../i18n/en/case.json';
import type caseTypesTexts from '../../i18n/en/caseTypes.json';
import type channelsTexts from '../../i18n/en/channels.json';
import type chooseTexts from '../../i18n/en/choose.json';
import type commonTexts from '../../i18n/en/common.json';
import type composerTexts from '../../i18n/en/composer.json';
import type dashboardsTexts from '../../i18n/en/dashboards.json';
import type deliverabilityTexts from '../../i18n/en/deliverability.json';
import type groupsTexts from '../../i18n/en/groups.json';
import type inboxTexts from '../../i18n/en/inbox.json';
import type lettersTexts from '../../i18n/en/letters.json';
import type macrosTexts from '../../i18n/en/macros.json';
import type notificationSettingsTexts from '../../i18n/en/notificationSettings.json';
import type notificationsTexts from '../../i18n/en/notifications.json';
import type organisationTexts from '../../i18n/en/organisation.json';
import type paletteTexts from '../../i18n/en/palette.json';
import type passkeysTexts from '../../i18n/en/passkeys.json';
import type peopleTexts from '../../i18n/en/people.json';
import type presenceTexts from '../../i18n/en/presence.json';
import type problemsTexts from '../../i18n/en/problems.json';
import type quarantineTexts from '../../i18n/en/quarantine.json';
import type rolesTexts from '../../i18n/en/roles.json';
import type routingTexts from '../../i18n/en/routing.json';
import type searchTexts from '../../i18n/en/search.json';
import type sectorsTexts from '../../i18n/en/sectors.json';
import type sendersTexts from '../../i18n/en/senders.json';
import type serviceAccountsTexts from '../../i18n/en/serviceAccounts.json';
import type settingsTexts from '../../i18n/en/settings.json';
import type signatureBlocksTexts from '../../i18n/en/signatureBlocks.json';
import type signaturesTexts from '../../i18n/en/signatures.json';
import type signInTexts from '../../i18n/en/signIn.json';
import type slaTexts from '../../i18n/en/sla.json';
import type surveysTexts from '../../i18n/en/surveys.json';
import type teamsTexts from '../../i18n/en/teams.json';
import type templatesTexts from '../../i18n/en/templates.json';
import type timeTexts from '../../i18n/en/time.json';
import type tokensTexts from '../../i18n/en/tokens.json';
import type viewsTexts from '../../i18n/en/views.json';

/** All texts of the console: one namespace for each JSON file of `src/i18n/en`, which the other languages mirror. */
export interface Texts {
  account: typeof accountTexts;
  agents: typeof agentsTexts;
  app: typeof appTexts;
  auth: typeof authTexts;
  bulk: typeof bulkTexts;
  case: typeof caseTexts;
  caseTypes: typeof caseTypesTexts;
  channels: typeof channelsTexts;
  choose: typeof chooseTexts;
  common: typeof commonTexts;
  composer: typeof composerTexts;
  dashboards: typeof dashboardsTexts;
  deliverability: typeof deliverabilityTexts;
  groups: typeof groupsTexts;
  inbox: typeof inboxTexts;
  letters: typeof lettersTexts;
  macros: typeof macrosTexts;
  notificationSettings: typeof notificationSettingsTexts;
  notifications: typeof notificationsTexts;
  organisation: typeof organisationTexts;
  palette: typeof paletteTexts;
  passkeys: typeof passkeysTexts;
  people: typeof peopleTexts;
  presence: typeof presenceTexts;
  problems: typeof problemsTexts;
  quarantine: typeof quarantineTexts;
  roles: typeof rolesTexts;
  routing: typeof routingTexts;
  search: typeof searchTexts;
  sectors: typeof sectorsTexts;
  senders: typeof sendersTexts;
  serviceAccounts: typeof serviceAccountsTexts;
  settings: typeof settingsTexts;
  signatureBlocks: typeof signatureBlocksTexts;
  signatures: typeof signaturesTexts;
  signIn: typeof signInTexts;
  sla: typeof slaTexts;
  surveys: typeof surveysTexts;
  teams: typeof teamsTexts;
  templates: typeof templatesTexts;
  time: typeof timeTexts;
  tokens: typeof tokensTexts;
  views: typeof viewsTexts;
}
export type Namespace = keyof Texts;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Texts };
  }
}
