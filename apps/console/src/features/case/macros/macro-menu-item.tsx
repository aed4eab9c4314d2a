import type { CaseDetail } from '@guichet/contracts';
import { Keycaps } from '@guichet/ui';
import { Menu } from '@mantine/core';
import { IconPlaylistAdd } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useShortcutKeys } from '../../../shared/keyboard/shortcut-keys.js';
import { setOverlay } from '../../../shared/layout/overlay-state.js';

/** The way to the macros of a case. */
export function MacroMenuItem({ item }: { item: CaseDetail }) {
  const { t } = useTexts();
  const keys = useShortcutKeys();
  return (
    <Menu.Item
      leftSection={<IconPlaylistAdd size={16} stroke={1.5} />}
      rightSection={<Keycaps keys={[keys.keycap('macro')]} />}
      onClick={() => setOverlay({ kind: 'macro', item })}
      aria-keyshortcuts={keys.aria('macro')}
    >
      {t('app.shortcut.macro')}
    </Menu.Item>
  );
}
