import type { CaseDetail, CaseView } from '@guichet/contracts';
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import {
  IconArrowRight,
  IconBell,
  IconBolt,
  IconCategory,
  IconChartHistogram,
  IconDeviceTv,
  IconMoon,
  IconPencilPlus,
  IconPhonePlus,
  IconSearch,
  IconSettings,
  IconSunrise,
  IconTemplate,
  IconUserCheck,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ownStates, useOwnPresence } from '../session/use-own-presence.js';
import { useMay } from '../session/use-session.js';
import { overlay } from './overlay.js';
import { press, shortcuts, type Shortcut } from './shortcuts.js';
import { signOut } from './sign-out.js';

export interface Act {
  id: string;
  group: string;
  label: string;
  icon: Icon;
  keys?: readonly string[];
  run: () => void;
}

const views: readonly CaseView[] = ['mine', 'unassigned', 'team', 'all'];
const caseActs: readonly Shortcut[] = [
  'reply',
  'note',
  'template',
  'close',
  'snooze',
  'mine',
  'assign',
  'tag',
  'merge',
];

/** What can be done with the case that is open, unless it was merged away. */
function useCaseActs(openCase: CaseDetail | undefined): Act[] {
  const { t } = useTranslation();
  if (openCase?.mergedInto !== null) return [];
  return [
    ...caseActs.map((name) => ({
      id: name,
      group: t('palette.case'),
      label: t(`shortcut.${name}`),
      icon: IconBolt,
      keys: shortcuts[name].keys,
      run: () => void press(name),
    })),
    ...(
      [
        { what: 'team', label: t('choose.team'), icon: IconUsers },
        { what: 'kind', label: t('desk.kind.act'), icon: IconCategory },
      ] as const
    ).map(({ what, label, icon }) => ({
      id: what,
      group: t('palette.case'),
      label,
      icon,
      run: () => overlay({ kind: 'choose', what, items: [openCase] }),
    })),
  ];
}

/** Where one can go, as far as one may. */
function usePlaces(searchHasKey: boolean): Act[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = useMay();
  const pages = [
    'account',
    ...(may('channel.manage') ? ['channels', 'agents', 'teams'] : []),
    ...(may('organisation.manage') ? ['organisation'] : []),
  ] as const;
  return [
    ...views.map((view) => ({
      id: `view-${view}`,
      group: t('palette.go'),
      label: t(`inbox.viewLong.${view}`),
      icon: IconArrowRight,
      run: () => void navigate({ to: '/inbox/$view', params: { view } }),
    })),
    {
      id: 'search',
      group: t('palette.go'),
      label: t('shortcut.search'),
      icon: IconSearch,
      keys: searchHasKey ? ['/'] : undefined,
      run: () => void navigate({ to: '/search' }),
    },
    ...(may('template.read')
      ? [
          {
            id: 'templates',
            group: t('palette.go'),
            label: t('library.title'),
            icon: IconTemplate,
            run: () => void navigate({ to: '/templates' }),
          },
        ]
      : []),
    ...(may('metrics.read')
      ? [
          {
            id: 'dashboards',
            group: t('palette.go'),
            label: t('boards.title'),
            icon: IconChartHistogram,
            run: () => void navigate({ to: '/dashboards' }),
          },
          {
            id: 'wall',
            group: t('palette.go'),
            label: t('boards.wall'),
            icon: IconDeviceTv,
            run: () => void navigate({ to: '/dashboards/wall' }),
          },
        ]
      : []),
    ...(may('holding-pen.read')
      ? [
          {
            id: 'pen',
            group: t('palette.go'),
            label: t('rail.holdingPen'),
            icon: IconArrowRight,
            run: () => void navigate({ to: '/holding-pen' }),
          },
        ]
      : []),
    ...pages.map((page) => ({
      id: page,
      group: t('palette.go'),
      label: t(`settings.${page as 'account'}`),
      icon: IconSettings,
      run: () => void navigate({ to: `/settings/${page as 'account'}` }),
    })),
    {
      id: 'notifications',
      group: t('palette.go'),
      label: t('desk.bell.title'),
      icon: IconBell,
      run: () => overlay({ kind: 'notifications' }),
    },
  ];
}

function useDeeds(): Act[] {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme('light');
  const { setColorScheme } = useMantineColorScheme();
  const { me, become, comeBack } = useOwnPresence();
  return [
    {
      id: 'new',
      group: t('palette.do'),
      label: t('rail.newCase'),
      icon: IconPencilPlus,
      run: () => overlay({ kind: 'new-case' }),
    },
    {
      id: 'contact',
      group: t('palette.do'),
      label: t('shortcut.contact'),
      icon: IconPhonePlus,
      keys: shortcuts.contact.keys,
      run: () => void press('contact'),
    },
    ...(me?.absence
      ? [
          {
            id: 'back',
            group: t('palette.do'),
            label: t('desk.presence.back'),
            icon: IconSunrise,
            run: () => comeBack(),
          },
        ]
      : ownStates.map((state) => ({
          id: state,
          group: t('palette.do'),
          label: t(`desk.presence.become.${state}`),
          icon: IconUserCheck,
          run: () => become(state),
        }))),
    {
      id: 'theme',
      group: t('palette.do'),
      label: t(scheme === 'dark' ? 'palette.light' : 'palette.dark'),
      icon: IconMoon,
      run: () => setColorScheme(scheme === 'dark' ? 'light' : 'dark'),
    },
    {
      id: 'sheet',
      group: t('palette.do'),
      label: t('sheet.title'),
      icon: IconBolt,
      keys: ['?'],
      run: () => overlay({ kind: 'sheet' }),
    },
    { id: 'out', group: t('palette.do'), label: t('rail.signOut'), icon: IconBolt, run: () => void signOut() },
  ];
}

/** All that the palette offers beside cases. With a case open, its template picker has the key of the search. */
export function useActs(openCase: CaseDetail | undefined): Act[] {
  return [...useCaseActs(openCase), ...usePlaces(openCase?.mergedInto !== null), ...useDeeds()];
}
