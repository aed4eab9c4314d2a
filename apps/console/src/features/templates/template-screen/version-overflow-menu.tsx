import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconArchive, IconDots, IconSend2, IconTrash, type Icon } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';

export type MoreAction = 'discard' | 'propose' | 'withdraw' | 'remove';

const ICONS: Record<MoreAction, Icon> = {
  discard: IconTrash,
  propose: IconSend2,
  withdraw: IconArchive,
  remove: IconArchive,
};
const LABELS = {
  discard: 'templates.action.discard',
  propose: 'templates.scope.propose',
  withdraw: 'templates.action.withdraw',
  remove: 'templates.scope.remove',
} as const satisfies Record<MoreAction, string>;

/** What is done seldom, in a menu; nothing where there is none of it. */
export function VersionOverflowMenu({
  actions,
  onAct,
}: {
  actions: readonly MoreAction[];
  onAct: (action: MoreAction) => void;
}) {
  const { t } = useTexts();
  if (actions.length === 0) return null;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Tooltip label={t('templates.action.more')}>
          <ActionIcon aria-label={t('templates.action.more')} size={34}>
            <IconDots size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) => {
          const Glyph = ICONS[action];
          return (
            <Menu.Item key={action} leftSection={<Glyph size={16} stroke={1.5} />} onClick={() => onAct(action)}>
              {t(LABELS[action])}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
