import { createRouter } from '@tanstack/react-router';
import {
  choosePasswordRoute,
  forgotPasswordRoute,
  setupRoute,
  signInReturnRoute,
  signInRoute,
} from '../features/auth/index.js';
import { dashboardRoutes, wallboardRoute } from '../features/dashboards/index.js';
import { emergencyAccessesRoute, emergencyAccessRoute } from '../features/emergency-access/index.js';
import { caseRedirectRoute, homeRoute, inboxRedirectRoute, inboxRoutes } from '../features/inbox/index.js';
import { lettersRoute } from '../features/letters/index.js';
import { quarantineRoute } from '../features/quarantine/index.js';
import { searchRoutes } from '../features/search/index.js';
import { requiredSecondFactorRoute } from '../features/second-factor/index.js';
import { accountRoute } from '../features/settings/account/index.js';
import { agentRoute, agentsRoute, capacityRoute } from '../features/settings/agents/index.js';
import { blockedSendersRoute } from '../features/settings/blocked-senders/index.js';
import { macrosRoute } from '../features/settings/macros/index.js';
import { caseTypeFieldsRoute, caseTypesRoute } from '../features/settings/case-types/index.js';
import { channelsRoute, consentRoute } from '../features/settings/channels/index.js';
import { deliverabilityRoute } from '../features/settings/deliverability/index.js';
import { settingsLayout, settingsHomeRoute } from '../features/settings/layout/index.js';
import { groupsRoute } from '../features/settings/groups/index.js';
import { notificationSettingsRoute } from '../features/settings/notifications/index.js';
import { organisationRoute } from '../features/settings/organisation/index.js';
import { refusedSignInsRoute } from '../features/settings/refused-sign-ins/index.js';
import { roleRoute, rolesRoute } from '../features/settings/roles/index.js';
import { routingRoute } from '../features/settings/routing/index.js';
import { sectorsRoute } from '../features/settings/sectors/index.js';
import { serviceAccountRoute, serviceAccountsRoute } from '../features/settings/service-accounts/index.js';
import { signInProviderRoute, signInProvidersRoute } from '../features/settings/sign-in/index.js';
import { slaRoute } from '../features/settings/sla/index.js';
import { signaturesRoute } from '../features/settings/signatures/index.js';
import { surveysRoute } from '../features/settings/surveys/index.js';
import { teamRoutes, teamsRoute } from '../features/settings/teams/index.js';
import { templateRoutes } from '../features/templates/index.js';
import { consoleRoute, noPageRoute, rootRoute, RouteError } from '../shared/router/root-route.js';
import { settingsRoute } from '../shared/router/settings-route.js';
import { AppShell } from './app-shell.js';

consoleRoute.update({ component: AppShell });
settingsRoute.update({ component: settingsLayout });

const settings = settingsRoute.addChildren([
  settingsHomeRoute,
  accountRoute,
  notificationSettingsRoute,
  channelsRoute,
  consentRoute,
  deliverabilityRoute,
  agentsRoute,
  agentRoute,
  rolesRoute,
  roleRoute,
  teamsRoute,
  teamRoutes,
  sectorsRoute,
  routingRoute,
  caseTypesRoute,
  macrosRoute,
  caseTypeFieldsRoute,
  blockedSendersRoute,
  slaRoute,
  capacityRoute,
  signaturesRoute,
  surveysRoute,
  emergencyAccessesRoute,
  refusedSignInsRoute,
  organisationRoute,
  groupsRoute,
  serviceAccountsRoute,
  serviceAccountRoute,
  signInProvidersRoute,
  signInProviderRoute,
]);

const routeTree = rootRoute.addChildren([
  signInRoute,
  signInReturnRoute,
  setupRoute,
  requiredSecondFactorRoute,
  forgotPasswordRoute,
  choosePasswordRoute,
  consoleRoute.addChildren([
    homeRoute,
    inboxRedirectRoute,
    inboxRoutes,
    caseRedirectRoute,
    emergencyAccessRoute,
    searchRoutes,
    lettersRoute,
    quarantineRoute,
    settings,
    templateRoutes,
    dashboardRoutes,
    wallboardRoute,
    noPageRoute,
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  // What fails on a screen leaves the frame around it, with the way to other screens and the word whose screens these are.
  defaultErrorComponent: RouteError,
  // Plain `?q=12`: an address that people read, and that keeps a number they typed a text.
  parseSearch: (raw) => Object.fromEntries(new URLSearchParams(raw)),
  stringifySearch: (values) => {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(values))
      if (value !== undefined && value !== '') params.set(name, String(value));
    return params.size ? `?${params}` : '';
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface StaticDataRouteOption {
    /** The screen stands alone, without rail and banner. */
    standalone?: boolean;
  }
}
