import { CaseView, type CaseDetail } from '@guichet/contracts';
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowRight,
  IconBell,
  IconBolt,
  IconBookmark,
  IconCategory,
  IconChartHistogram,
  IconDeviceTv,
  IconArrowForwardUp,
  IconMoon,
  IconPencilPlus,
  IconPhonePlus,
  IconPlaylistAdd,
  IconSearch,
  IconSunrise,
  IconTemplate,
  IconUser,
  IconUserCheck,
  type Icon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSettingsPages } from '../features/settings/layout/index.js';
import { listOfView } from '../features/inbox/index.js';
import { agentsQuery } from '../shared/api/queries.js';
import { macrosQuery } from '../shared/api/macro-queries.js';
import { savedViewsQuery } from '../shared/api/view-queries.js';
import { macrosFor } from '../shared/macros/macros-for.js';
import { ownStates, useOwnPresence } from '../shared/session/use-own-presence.js';
import { useMay, useSession } from '../shared/session/use-session.js';
import { useUndoables } from '../shared/feedback/toast.js';
import { setOverlay } from '../shared/layout/open-overlay.js';
import { mayPress } from '../shared/keyboard/shortcut-rights.js';
import { press } from '../shared/keyboard/shortcuts.js';
import { keysOf } from '../shared/keyboard/shortcut-keys.js';
import { signOut } from '../shared/session/sign-out.js';

export interface PaletteAction {
  id: string;
  group: string;
  label: string;
  icon: Icon;
  keys?: readonly string[];
  /** It is there once: whoever has used it is not offered it again. */
  isPassing?: boolean;
  run: () => void;
}

const caseActs = [
  ...(['reply', 'replyAll', 'note', 'template', 'forward', 'close', 'snooze'] as const),
  ...(['mine', 'assign', 'team', 'tag', 'merge', 'macro', 'spam', 'follow', 'unread'] as const),
];

/** What the log keeps true is not asked for again each time that the palette opens, which waits for nothing. */
const KEPT_TRUE = { staleTime: Infinity };

/** What can be done with the case that is open, unless it was merged away. */
function useCaseActions(openCase: CaseDetail | undefined): PaletteAction[] {
  const { t } = useTranslation();
  const may = useMay();
  if (openCase?.mergedInto !== null) return [];
  const transmit = {
    ...{ id: 'transmit', group: t('app.palette.case'), label: t('case.transmit.menu'), icon: IconArrowForwardUp },
    run: () => setOverlay({ kind: 'transmit', item: openCase }),
  };
  const caseType = {
    ...{ id: 'caseType', group: t('app.palette.case'), label: t('case.caseType.set'), icon: IconCategory },
    run: () => setOverlay({ kind: 'choose', what: 'caseType', items: [openCase] }),
  } as const;
  return [
    ...caseActs
      .filter((name) => mayPress(name, may))
      .map((name) => ({
        id: name,
        group: t('app.palette.case'),
        label: t(`app.shortcut.${name}`),
        icon: IconBolt,
        keys: keysOf(name),
        run: () => void press(name),
      })),
    ...(may('case.update') ? [caseType] : []),
    ...(may('case.reply') ? [transmit] : []),
  ];
}

/** What was done with many cases a while ago, to be undone. */
function useUndoActions(): PaletteAction[] {
  const { t } = useTranslation();
  return useUndoables().map(({ id, message, run }) => ({
    id: `undo-${id}`,
    group: t('app.palette.undo'),
    label: t('app.palette.undoOf', { action: message }),
    icon: IconArrowBackUp,
    isPassing: true,
    run,
  }));
}

/** The macros that the open case can be changed by. */
function useMacroActions(openCase: CaseDetail | undefined): PaletteAction[] {
  const { t } = useTranslation();
  const isOffered = useMay()('case.update') && openCase?.mergedInto === null;
  const { data: macros = [] } = useQuery({ ...macrosQuery, ...KEPT_TRUE, enabled: isOffered });
  if (!isOffered) return [];
  return macrosFor(macros, openCase).map(({ id, name }) => ({
    id: `macro-${id}`,
    group: t('app.palette.case'),
    label: t('macros.named', { name }),
    icon: IconPlaylistAdd,
    run: () => setOverlay({ kind: 'macro', item: openCase, macroId: id }),
  }));
}

/** The views that agents have saved, the first nine with their keys. */
function useSavedViewActions(): PaletteAction[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: views = [] } = useQuery({ ...savedViewsQuery, ...KEPT_TRUE, enabled: useMay()('case.read') });
  return views.map((view, at) => ({
    id: `saved-view-${view.id}`,
    group: t('app.palette.go'),
    label: view.name,
    icon: IconBookmark,
    keys: at < 9 ? [String(at + 1)] : undefined,
    run: () => void navigate({ to: '/inbox/$view', ...listOfView(view) }),
  }));
}

/** Where one can go, as far as one may. */
function useNavigationActions(searchHasKey: boolean): PaletteAction[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = useMay();
  const pages = useSettingsPages();
  return [
    ...(may('case.read') ? CaseView.options : []).map((view) => ({
      id: `view-${view}`,
      group: t('app.palette.go'),
      label: t(`inbox.viewLong.${view}`),
      icon: IconArrowRight,
      run: () => void navigate({ to: '/inbox/$view', params: { view } }),
    })),
    ...(may('case.read')
      ? [
          {
            id: 'search',
            group: t('app.palette.go'),
            label: t('app.shortcut.search'),
            icon: IconSearch,
            keys: searchHasKey ? ['/'] : undefined,
            run: () => void navigate({ to: '/search' }),
          },
        ]
      : []),
    ...(may('template.read')
      ? [
          {
            id: 'templates',
            group: t('app.palette.go'),
            label: t('templates.title'),
            icon: IconTemplate,
            run: () => void navigate({ to: '/templates' }),
          },
        ]
      : []),
    ...(may('metrics.read')
      ? [
          {
            id: 'dashboards',
            group: t('app.palette.go'),
            label: t('app.dashboards.title'),
            icon: IconChartHistogram,
            run: () => void navigate({ to: '/dashboards' }),
          },
          {
            id: 'wall',
            group: t('app.palette.go'),
            label: t('app.dashboards.wallboard'),
            icon: IconDeviceTv,
            run: () => void navigate({ to: '/dashboards/wallboard' }),
          },
        ]
      : []),
    ...(may('case.reply')
      ? [
          {
            id: 'letters',
            group: t('app.palette.go'),
            label: t('letters.title'),
            icon: IconArrowRight,
            run: () => void navigate({ to: '/letters' }),
          },
        ]
      : []),
    ...(may('quarantine.read')
      ? [
          {
            id: 'quarantine',
            group: t('app.palette.go'),
            label: t('app.rail.quarantine'),
            icon: IconArrowRight,
            run: () => void navigate({ to: '/quarantine' }),
          },
        ]
      : []),
    ...pages.map(({ to, label, icon }) => ({
      id: to.slice('/settings/'.length),
      group: t('app.palette.go'),
      ...{ label, icon },
      run: () => void navigate({ to }),
    })),
    {
      id: 'notifications',
      group: t('app.palette.go'),
      label: t('notifications.title'),
      icon: IconBell,
      run: () => setOverlay({ kind: 'notifications' }),
    },
  ];
}

function useCommandActions(): PaletteAction[] {
  const { t } = useTranslation();
  const { agent } = useSession();
  const scheme = useComputedColorScheme('light');
  const { setColorScheme } = useMantineColorScheme();
  const { me, become, comeBack } = useOwnPresence();
  return [
    {
      id: 'new',
      group: t('app.palette.do'),
      label: t('app.rail.newCase'),
      icon: IconPencilPlus,
      run: () => setOverlay({ kind: 'new-case' }),
    },
    {
      id: 'contact',
      group: t('app.palette.do'),
      label: t('app.shortcut.contact'),
      icon: IconPhonePlus,
      keys: keysOf('contact'),
      run: () => void press('contact'),
    },
    ...(me?.absence
      ? [
          {
            id: 'back',
            group: t('app.palette.do'),
            label: t('presence.own.back'),
            icon: IconSunrise,
            run: () => comeBack(),
          },
        ]
      : ownStates.map((state) => ({
          id: state,
          group: t('app.palette.do'),
          label: t(`presence.own.become.${state}`),
          icon: IconUserCheck,
          run: () => become(state),
        }))),
    {
      id: 'theme',
      group: t('app.palette.do'),
      label: t(scheme === 'dark' ? 'app.palette.light' : 'app.palette.dark'),
      icon: IconMoon,
      run: () => setColorScheme(scheme === 'dark' ? 'light' : 'dark'),
    },
    {
      id: 'sheet',
      group: t('app.palette.do'),
      label: t('app.shortcutSheet.title'),
      icon: IconBolt,
      keys: ['?'],
      run: () => setOverlay({ kind: 'sheet' }),
    },
    {
      id: 'out',
      group: t('app.palette.do'),
      label: t('app.rail.signOut'),
      icon: IconBolt,
      run: () => void signOut(agent.id),
    },
  ];
}

/** The way to the page of each agent, for whoever may see them. */
function useAgentActions(): PaletteAction[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayRead = useMay()('agent.read');
  const { data: agents = [] } = useQuery({ ...agentsQuery, ...KEPT_TRUE, enabled: mayRead });
  if (!mayRead) return [];
  return agents.map(({ id, name }) => ({
    id: `agent-${id}`,
    group: t('settings.agents'),
    label: name,
    icon: IconUser,
    run: () => void navigate({ to: '/settings/agents/$agentId', params: { agentId: id } }),
  }));
}

/**
 * Returns the actions of the command palette. While a case is open, the key `/` opens its template picker and not the
 * search. `isTyped`: agents are offered only to whoever looks for one.
 */
export function usePaletteActions(openCase: CaseDetail | undefined, isTyped: boolean): PaletteAction[] {
  const agents = useAgentActions();
  return [
    ...useUndoActions(),
    ...useCaseActions(openCase),
    ...useMacroActions(openCase),
    ...useSavedViewActions(),
    ...useNavigationActions(openCase?.mergedInto !== null),
    ...useCommandActions(),
    ...(isTyped ? agents : []),
  ];
}
