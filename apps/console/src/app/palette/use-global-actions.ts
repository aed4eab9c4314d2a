import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import {
  IconArrowBackUp,
  IconBolt,
  IconMoon,
  IconPencilPlus,
  IconPhonePlus,
  IconSunrise,
  IconUserCheck,
} from '@tabler/icons-react';
import { useUndoables } from '../../shared/feedback/undoables.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { keysOf } from '../../shared/keyboard/shortcut-keys.js';
import { press } from '../../shared/keyboard/shortcut-listener.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { signOut } from '../../shared/session/sign-out.js';
import { ownStates, useOwnPresence } from '../../shared/session/use-own-presence.js';
import { useSession } from '../../shared/session/use-session.js';
import { QUERY_OPTIONS_WITHOUT_REFETCH } from './query-options-without-refetch.js';
import type { PaletteAction } from './palette-action.js';

/** What was done with many cases a while ago, to be undone. */
export function useUndoActions(): PaletteAction[] {
  const { t } = useTexts();
  return useUndoables().map(({ id, message, run }) => ({
    id: `undo-${id}`,
    group: t('app.palette.undo'),
    label: t('app.palette.undoOf', { action: message }),
    icon: IconArrowBackUp,
    isPassing: true,
    run,
  }));
}

/** What can be done wherever one is. */
export function useGlobalActions(): PaletteAction[] {
  const { t } = useTexts();
  const { agent } = useSession();
  const scheme = useComputedColorScheme('light');
  const { setColorScheme } = useMantineColorScheme();
  const { me, become, comeBack } = useOwnPresence(QUERY_OPTIONS_WITHOUT_REFETCH);
  return [
    {
      id: 'new',
      group: t('app.palette.do'),
      label: t('app.rail.newCase'),
      otherWords: t('palette.otherWords.new'),
      icon: IconPencilPlus,
      run: () => setOverlay({ kind: 'new-case' }),
    },
    {
      id: 'contact',
      group: t('app.palette.do'),
      label: t('app.shortcut.contact'),
      otherWords: t('palette.otherWords.contact'),
      icon: IconPhonePlus,
      keys: keysOf('contact'),
      run: () => void press('contact'),
    },
    {
      id: 'undo',
      group: t('app.palette.do'),
      label: t('app.shortcut.undo'),
      otherWords: t('palette.otherWords.undo'),
      icon: IconArrowBackUp,
      keys: keysOf('undo'),
      run: () => void press('undo'),
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
      otherWords: t('palette.otherWords.theme'),
      icon: IconMoon,
      run: () => setColorScheme(scheme === 'dark' ? 'light' : 'dark'),
    },
    {
      id: 'sheet',
      group: t('app.palette.do'),
      label: t('shortcutSheet.title'),
      otherWords: t('palette.otherWords.sheet'),
      icon: IconBolt,
      keys: keysOf('sheet'),
      run: () => setOverlay({ kind: 'sheet' }),
    },
    {
      id: 'out',
      group: t('app.palette.do'),
      label: t('app.rail.signOut'),
      otherWords: t('palette.otherWords.out'),
      icon: IconBolt,
      run: () => void signOut(agent.id),
    },
  ];
}
