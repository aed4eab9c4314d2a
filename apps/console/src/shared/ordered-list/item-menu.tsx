import { Keycaps } from '@guichet/ui';
import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useTexts } from '../i18n/use-texts.js';

/** The actions on an item of an ordered list. */
export interface ItemActions {
  first: boolean;
  lastOne: boolean;
  onEdit: () => void;
  onMove: (step: 1 | -1) => void;
  onDuplicate: () => void;
  onDelete: () => void;
}

export function ItemMenu({ name, first, lastOne, ...on }: ItemActions & { name: string }) {
  const { t } = useTexts();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('common.list.more', { name })}>
          <IconDots size={17} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} stroke={1.5} />} onClick={on.onEdit}>
          {t('common.editShort')}
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} stroke={1.5} />} onClick={on.onDuplicate}>
          {t('common.list.duplicate')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowUp size={16} stroke={1.5} />}
          rightSection={<Keycaps keys={['Alt', '↑']} />}
          disabled={first}
          onClick={() => on.onMove(-1)}
        >
          {t('common.list.up')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={16} stroke={1.5} />}
          rightSection={<Keycaps keys={['Alt', '↓']} />}
          disabled={lastOne}
          onClick={() => on.onMove(1)}
        >
          {t('common.list.down')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconTrash size={16} stroke={1.5} />} color="red" onClick={on.onDelete}>
          {t('common.list.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
