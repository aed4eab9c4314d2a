import type { CaseDetail, MessageEntry } from '@guichet/contracts';
import { Menu } from '@mantine/core';
import { IconBan, IconCircleCheck } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { setOverlay } from '../../../shared/layout/overlay-state.js';
import { useMay } from '../../../shared/session/use-session.js';
import { isBlockable, useBlockedSender, useUnblock } from './use-blocked-sender-and-unblock.js';

/** The line of a message's menu by which its sender is blocked or, where they are, unblocked. */
export function BlockSenderItem({ entry: { from }, item }: { entry: MessageEntry; item: CaseDetail }) {
  const { t } = useTexts();
  const may = useMay();
  const blocked = useBlockedSender(item.id, from);
  const unblock = useUnblock(item.id);
  if (!may('sender.block') || item.mergedInto || !isBlockable(from)) return null;
  if (blocked)
    return (
      <Menu.Item
        leftSection={<IconCircleCheck size={16} stroke={1.5} />}
        disabled={unblock.isPending}
        onClick={() => unblock.mutate(blocked)}
      >
        {t('case.block.unblock', { value: blocked.value })}
      </Menu.Item>
    );
  return (
    <Menu.Item
      leftSection={<IconBan size={16} stroke={1.5} />}
      onClick={() => setOverlay({ kind: 'block-sender', item, address: from.value })}
    >
      {t('case.block.menu')}
    </Menu.Item>
  );
}
