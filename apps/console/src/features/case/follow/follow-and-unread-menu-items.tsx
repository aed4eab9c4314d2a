import type { CaseDetail } from '@guichet/contracts';
import { Keycaps } from '@guichet/ui';
import { Menu } from '@mantine/core';
import { IconEyeCheck, IconEyeOff, IconMailOpened } from '@tabler/icons-react';
import { isOwnOrUnassigned } from '../../../shared/cases/is-own-or-unassigned-case.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { press } from '../../../shared/keyboard/shortcut-listener.js';
import { useSession } from '../../../shared/session/use-session.js';
import { useShortcutKeys } from '../../../shared/keyboard/shortcut-keys.js';

/** Whether the agent follows the case, and how to read it again later. */
export function FollowAndUnreadMenuItems({ item }: { item: CaseDetail }) {
  const { t } = useTexts();
  const keys = useShortcutKeys();
  const { agent } = useSession();
  const Glyph = item.followed ? IconEyeOff : IconEyeCheck;
  return (
    <>
      <Menu.Item
        leftSection={<Glyph size={16} stroke={1.5} />}
        rightSection={<Keycaps keys={[keys.keycap('follow')]} />}
        onClick={() => press('follow')}
        aria-keyshortcuts={keys.aria('follow')}
      >
        {t(item.followed ? 'case.follow.end' : 'case.follow.begin')}
      </Menu.Item>
      {(item.followed || isOwnOrUnassigned(item, agent.id)) && (
        <Menu.Item
          leftSection={<IconMailOpened size={16} stroke={1.5} />}
          rightSection={<Keycaps keys={[keys.keycap('unread')]} />}
          onClick={() => press('unread')}
          aria-keyshortcuts={keys.aria('unread')}
        >
          {t('case.unread.mark')}
        </Menu.Item>
      )}
    </>
  );
}
