import type { CaseDetail, MessageEntry } from '@guichet/contracts';
import { Menu } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { setOverlay } from '../../../shared/layout/open-overlay.js';
import { useMay } from '../../../shared/session/use-session.js';

/** The line of a message's menu by which its sender is blocked, where they have an address that others cannot have. */
export function BlockSenderItem({ entry: { from }, item }: { entry: MessageEntry; item: CaseDetail }) {
  const { t } = useTranslation();
  const may = useMay();
  if (!may('sender.block') || item.mergedInto || !from || (from.type !== 'email' && from.type !== 'phone')) return null;
  return (
    <Menu.Item
      leftSection={<IconBan size={16} stroke={1.5} />}
      onClick={() => setOverlay({ kind: 'block-sender', item, address: from.value })}
    >
      {t('case.block.menu')}
    </Menu.Item>
  );
}
