import { Keys } from '@guichet/ui';
import { Menu } from '@mantine/core';
import { IconPencilPlus, IconPhonePlus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { overlay } from './overlay.js';
import { RailItem } from './rail-item.js';
import classes from './rail.module.css';
import { press, shortcuts } from './shortcuts.js';

/** What somebody can begin: a case, or a contact to write down. */
export function NewMenu() {
  const { t } = useTranslation();
  return (
    <Menu position="right-start" width={270}>
      <Menu.Target>
        <button type="button" className={classes.item} title={t('rail.new')}>
          <RailItem icon={IconPlus} label={t('rail.new')} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencilPlus size={16} stroke={1.5} />}
          onClick={() => overlay({ kind: 'new-case' })}
        >
          {t('rail.newCase')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPhonePlus size={16} stroke={1.5} />}
          rightSection={<Keys keys={['C']} />}
          onClick={() => press('contact')}
          aria-keyshortcuts={shortcuts.contact.keys[0]}
        >
          {t('rail.contact')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
