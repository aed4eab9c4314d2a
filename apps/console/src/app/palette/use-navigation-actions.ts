import { CaseView } from '@guichet/contracts';
import {
  IconArrowRight,
  IconBell,
  IconBookmark,
  IconChartHistogram,
  IconDeviceTv,
  IconInbox,
  IconSearch,
  IconSettings,
  IconTemplate,
  IconUser,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { listOfView, SNOOZED, SNOOZED_OF_EVERYBODY } from '../../features/inbox/index.js';
import { useSettingsPages } from '../../features/settings/layout/index.js';
import { agentsQuery } from '../../shared/api/queries.js';
import { savedViewsQuery } from '../../shared/api/view-queries.js';
import { landingList } from '../../shared/cases/landing-list.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { useMay, useSession } from '../../shared/session/use-session.js';
import { QUERY_OPTIONS_WITHOUT_REFETCH } from './query-options-without-refetch.js';
import type { PaletteAction } from './palette-action.js';

/** The pages beside the inbox, each for whoever has the permission. What is a tab of another page says so. */
const pages = [
  { id: 'search', permission: 'case.read', label: 'app.shortcut.search', icon: IconSearch, to: '/search' },
  { id: 'templates', permission: 'template.read', label: 'templates.title', icon: IconTemplate, to: '/templates' },
  {
    id: 'dashboards',
    permission: 'metrics.read',
    label: 'app.dashboards.title',
    icon: IconChartHistogram,
    to: '/dashboards',
  },
  {
    id: 'history',
    permission: 'metrics.read',
    label: 'palette.dashboard.history',
    icon: IconChartHistogram,
    to: '/dashboards/history',
  },
  {
    id: 'surveyResponses',
    permission: 'metrics.read',
    label: 'palette.dashboard.surveyResponses',
    icon: IconChartHistogram,
    to: '/dashboards/survey-responses',
  },
  {
    id: 'reports',
    permission: 'report.manage',
    label: 'palette.dashboard.reports',
    icon: IconChartHistogram,
    to: '/dashboards/reports',
  },
  {
    id: 'wall',
    permission: 'metrics.read',
    label: 'app.dashboards.wallboard',
    icon: IconDeviceTv,
    to: '/dashboards/wallboard',
  },
  { id: 'letters', permission: 'case.reply', label: 'app.rail.lettersToPrint', icon: IconArrowRight, to: '/letters' },
  {
    id: 'quarantine',
    permission: 'quarantine.read',
    label: 'app.rail.quarantine',
    icon: IconArrowRight,
    to: '/quarantine',
  },
] as const;

/** By what else pages of the settings are looked for. */
const settingsWords = {
  '/settings/account': 'palette.otherWords.account',
  '/settings/agents': 'palette.otherWords.agents',
  '/settings/surveys': 'palette.otherWords.surveys',
  '/settings/sla': 'palette.otherWords.sla',
} as const;

/** The lists of the inbox that no tab leads to. */
const lists = [
  { id: 'snoozed', label: 'inbox.viewLong.snoozed', list: SNOOZED },
  { id: 'snoozedOfEverybody', label: 'views.snoozedOfEverybody', list: SNOOZED_OF_EVERYBODY },
  { id: 'overdue', label: 'palette.overdue', list: { params: { view: 'all' }, search: { due: 'late' } } },
] as const;

/** The views that agents have saved, the first nine with their keys. */
export function useSavedViewActions(): PaletteAction[] {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { data: views = [] } = useQuery({
    ...savedViewsQuery,
    ...QUERY_OPTIONS_WITHOUT_REFETCH,
    enabled: useMay()('case.read'),
  });
  return views.map((view, at) => ({
    id: `saved-view-${view.id}`,
    group: t('app.palette.go'),
    label: view.name,
    icon: IconBookmark,
    keys: at < 9 ? [String(at + 1)] : undefined,
    run: () => void navigate({ to: '/inbox/$view', ...listOfView(view) }),
  }));
}

/** Where one can go, as far as one may. `searchHasKey`: the key `/` leads to the search, and not to something of the open case. */
export function useNavigationActions(searchHasKey: boolean): PaletteAction[] {
  const { t } = useTexts();
  const navigate = useNavigate();
  const may = useMay();
  const settings = useSettingsPages();
  const { agent, permissions } = useSession();
  const landing = landingList({ role: agent.role, permissions });
  const group = t('app.palette.go');
  const inbox = {
    ...{ id: 'inbox', group, label: t('app.rail.inbox'), otherWords: t('palette.otherWords.inbox'), icon: IconInbox },
    run: () => void navigate({ to: '/inbox/$view', params: { view: landing.view }, search: landing.search }),
  };
  return [
    ...(may('case.read') ? [inbox] : []),
    ...(may('case.read') ? CaseView.options : []).map((view) => ({
      id: `view-${view}`,
      group,
      label: t(`inbox.viewLong.${view}`),
      // The tab has a shorter name.
      otherWords: `${t(`inbox.view.${view}`)}, ${t(`palette.otherWords.${view}`)}`,
      icon: IconArrowRight,
      run: () => void navigate({ to: '/inbox/$view', params: { view } }),
    })),
    ...(may('case.read') ? lists : []).map(({ id, label, list }) => ({
      ...{ id: `view-${id}`, group, label: t(label), otherWords: t(`palette.otherWords.${id}`), icon: IconArrowRight },
      run: () => void navigate({ to: '/inbox/$view', ...list }),
    })),
    ...pages
      .filter(({ permission }) => may(permission))
      .map(({ id, label, icon, to }) => ({
        ...{ id, group, label: t(label), otherWords: t(`palette.otherWords.${id}`), icon },
        keys: id === 'search' && searchHasKey ? ['/'] : undefined,
        run: () => void navigate({ to }),
      })),
    ...settings.map(({ to, label, icon }) => ({
      id: `settings-${to.slice('/settings/'.length)}`,
      // The list of notifications has the same name, and its own line here.
      ...{ group, label: to === '/settings/notifications' ? t('palette.notificationSettings') : label, icon },
      otherWords: to in settingsWords ? t(settingsWords[to as keyof typeof settingsWords]) : undefined,
      run: () => void navigate({ to }),
    })),
    {
      id: 'settings',
      ...{ group, label: t('app.rail.settings'), otherWords: t('palette.otherWords.settings'), icon: IconSettings },
      run: () => void navigate({ to: '/settings' }),
    },
    {
      id: 'notifications',
      ...{ group, label: t('notifications.title'), icon: IconBell },
      otherWords: t('palette.otherWords.notifications'),
      run: () => setOverlay({ kind: 'notifications' }),
    },
  ];
}

/** The way to the page of each agent, for whoever may see them. */
export function useAgentActions(): PaletteAction[] {
  const { t } = useTexts();
  const navigate = useNavigate();
  const mayRead = useMay()('agent.read');
  const { data: agents = [] } = useQuery({ ...agentsQuery, ...QUERY_OPTIONS_WITHOUT_REFETCH, enabled: mayRead });
  if (!mayRead) return [];
  return agents.map(({ id, name }) => ({
    id: `agent-${id}`,
    group: t('settings.agents'),
    label: name,
    icon: IconUser,
    run: () => void navigate({ to: '/settings/agents/$agentId', params: { agentId: id } }),
  }));
}
