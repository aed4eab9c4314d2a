import { Keycaps } from '@guichet/ui';
import { Menu } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconPencilPlus, IconPhonePlus, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { caseQuery } from '../shared/api/queries.js';
import { useTexts } from '../shared/i18n/use-texts.js';
import { setOverlay } from '../shared/layout/overlay-state.js';
import { RailButton } from '../shared/layout/navigation-rail-item.js';
import { useShortcutKeys } from '../shared/keyboard/shortcut-keys.js';

/** The menu of what an agent can create: a case, or the record of a contact. */
export function NewMenu() {
  const { t } = useTexts();
  const keys = useShortcutKeys();
  // On a phone the rail lies at the bottom: beside a button of it there is no room.
  const isPhone = useMediaQuery('(max-width: 768px)', undefined, { getInitialValueInEffect: false });
  const queryClient = useQueryClient();
  const { caseId } = useParams({ strict: false });
  // Who rings need not be whom the open case is about, which is offered as the other choice.
  const recordContact = () => {
    const item = caseId && queryClient.getQueryData(caseQuery(caseId).queryKey)?.data;
    setOverlay({ kind: 'contact', isNew: true, ...(item && !item.mergedInto && { item }) });
  };
  return (
    <Menu position={isPhone ? 'top' : 'right-start'} width={270}>
      <Menu.Target>
        <RailButton icon={IconPlus} label={t('app.rail.new')} title={t('app.rail.new')} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencilPlus size={16} stroke={1.5} />}
          onClick={() => setOverlay({ kind: 'new-case' })}
        >
          {t('app.rail.newCase')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPhonePlus size={16} stroke={1.5} />}
          rightSection={<Keycaps keys={[keys.keycap('contact')]} />}
          onClick={recordContact}
          aria-keyshortcuts={keys.aria('contact')}
        >
          {t('app.rail.contact')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
