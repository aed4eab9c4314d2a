import { Keycaps } from '@guichet/ui';
import { Menu } from '@mantine/core';
import { IconMail, IconMailOff } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { press } from '../../../shared/keyboard/shortcut-listener.js';
import { useShortcutKeys } from '../../../shared/keyboard/shortcut-keys.js';

/** Marks the case as spam or, where it is spam, as none. */
export function SpamMenuItem({ isSpam }: { isSpam: boolean }) {
  const { t } = useTexts();
  const keys = useShortcutKeys();
  const Glyph = isSpam ? IconMail : IconMailOff;
  return (
    <Menu.Item
      leftSection={<Glyph size={16} stroke={1.5} />}
      rightSection={<Keycaps keys={[keys.keycap('spam')]} />}
      onClick={() => press('spam', 'open')}
      aria-keyshortcuts={keys.aria('spam')}
    >
      {isSpam ? t('case.action.notSpam') : t('case.action.spamLong')}
    </Menu.Item>
  );
}
