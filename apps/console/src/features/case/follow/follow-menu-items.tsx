import type { CaseDetail } from '@guichet/contracts';
import { Keycaps } from '@guichet/ui';
import { Menu } from '@mantine/core';
import { IconEyeCheck, IconEyeOff, IconMailOpened } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { concernsAgent } from '../../../shared/cases/concerns-agent.js';
import { press } from '../../../shared/keyboard/shortcuts.js';
import { useSession } from '../../../shared/session/use-session.js';

/** Whether the agent follows the case, and how to read it again later. */
export function FollowMenuItems({ item }: { item: CaseDetail }) {
  const { t } = useTranslation();
  const { agent } = useSession();
  const Glyph = item.followed ? IconEyeOff : IconEyeCheck;
  return (
    <>
      <Menu.Item
        leftSection={<Glyph size={16} stroke={1.5} />}
        rightSection={<Keycaps keys={['W']} />}
        onClick={() => press('follow')}
        aria-keyshortcuts="w"
      >
        {t(item.followed ? 'case.follow.end' : 'case.follow.begin')}
      </Menu.Item>
      {(item.followed || concernsAgent(item, agent.id)) && (
        <Menu.Item
          leftSection={<IconMailOpened size={16} stroke={1.5} />}
          rightSection={<Keycaps keys={['U']} />}
          onClick={() => press('unread')}
          aria-keyshortcuts="u"
        >
          {t('case.unread.mark')}
        </Menu.Item>
      )}
    </>
  );
}
