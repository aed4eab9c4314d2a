import type { CaseDetail, Named } from '@guichet/contracts';
import { Keycaps } from '@guichet/ui';
import { ActionIcon, CopyButton, Menu } from '@mantine/core';
import {
  IconArrowsExchange,
  IconClockPause,
  IconCopy,
  IconDots,
  IconEye,
  IconArrowForwardUp,
  IconGitBranch,
  IconGitMerge,
  IconLink,
  IconLock,
  IconMessages,
  IconPhonePlus,
  IconPrinter,
  IconRoute,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { press } from '../../shared/keyboard/shortcut-listener.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { printPage } from '../../shared/layout/print-page.js';
import { useLateOverlay } from '../../shared/layout/use-late-overlay.js';
import { useMay } from '../../shared/session/use-session.js';
import { ExportMenuItems } from './export/export-menu-items.js';
import { FollowAndUnreadMenuItems } from './follow/follow-and-unread-menu-items.js';
import { TakeOverMenuItem } from './take-over/take-over-menu-item.js';
import { MacroMenuItem } from './macros/macro-menu-item.js';
import { SpamMenuItem } from './spam/spam-menu-item.js';
import { useShortcutKeys } from '../../shared/keyboard/shortcut-keys.js';

interface Props {
  item: CaseDetail;
  /** From whom it can be taken over. */
  writer: Named | undefined;
  onMerge: () => void;
  /** Begins to choose messages for another case. */
  onChoose: () => void;
}

function Items({ item, writer, onMerge, onChoose }: Props) {
  const { t } = useTexts();
  const keys = useShortcutKeys();
  const may = useMay();
  const navigate = useNavigate();
  // What is merged is read there, and written to where it went.
  const merged = item.mergedInto !== null;
  return (
    <>
      {writer && <TakeOverMenuItem item={item} writer={writer} />}
      {!merged && may('case.update') && (
        <Menu.Item
          leftSection={<IconClockPause size={16} stroke={1.5} />}
          rightSection={<Keycaps keys={[keys.keycap('snooze')]} />}
          onClick={() => setOverlay({ kind: 'choose', what: 'snooze', items: [item] })}
          aria-keyshortcuts={keys.aria('snooze')}
        >
          {t('case.action.snooze')}
        </Menu.Item>
      )}
      {!merged && may('case.update') && <MacroMenuItem item={item} />}
      {!merged && may('case.reply') && (
        <Menu.Item
          leftSection={<IconMessages size={16} stroke={1.5} />}
          onClick={() => setOverlay({ kind: 'ask', item })}
        >
          {t('case.side.ask')}
        </Menu.Item>
      )}
      {!merged && may('case.reply') && (
        <Menu.Item
          leftSection={<IconArrowForwardUp size={16} stroke={1.5} />}
          onClick={() => setOverlay({ kind: 'transmit', item })}
        >
          {t('case.transmit.menu')}
        </Menu.Item>
      )}
      {!merged && may('case.close') && <SpamMenuItem isSpam={item.status === 'spam'} />}
      {!merged && may('case.update') && (
        <Menu.Item
          leftSection={<IconGitBranch size={16} stroke={1.5} />}
          onClick={() => setOverlay({ kind: 'link-case', item })}
        >
          {t('case.linked.menu')}
        </Menu.Item>
      )}
      {!merged && may('case.create') && (
        <Menu.Item
          leftSection={<IconPhonePlus size={16} stroke={1.5} />}
          rightSection={<Keycaps keys={[keys.keycap('contact')]} />}
          onClick={() => press('contact')}
          aria-keyshortcuts={keys.aria('contact')}
        >
          {t('app.shortcut.contact')}
        </Menu.Item>
      )}
      {!merged && <FollowAndUnreadMenuItems item={item} />}
      {!merged && may('case.move') && (
        <>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconGitMerge size={16} stroke={1.5} />}
            rightSection={<Keycaps keys={[keys.keycap('merge')]} />}
            onClick={onMerge}
            aria-keyshortcuts={keys.aria('merge')}
          >
            {t('app.shortcut.merge')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowsExchange size={16} stroke={1.5} />} onClick={onChoose}>
            {t('case.move.begin')}
          </Menu.Item>
          <Menu.Divider />
        </>
      )}
      {may('case.restrict') && !merged && !item.restriction && (
        <Menu.Item
          leftSection={<IconLock size={16} stroke={1.5} />}
          onClick={() => setOverlay({ kind: 'restrict', item })}
        >
          {t('case.restriction.menu')}
        </Menu.Item>
      )}
      {may('agent.read') && (
        <Menu.Item
          leftSection={<IconEye size={16} stroke={1.5} />}
          onClick={() => setOverlay({ kind: 'readers', item })}
        >
          {t('roles.readers.menu')}
        </Menu.Item>
      )}
      {may('routing.read') && (
        <Menu.Item
          leftSection={<IconRoute size={16} stroke={1.5} />}
          onClick={() => void navigate({ to: '/settings/routing', search: { case: item.id } })}
        >
          {t('routing.here.link')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconPrinter size={16} stroke={1.5} />} onClick={printPage}>
        {t('case.print.menu')}
      </Menu.Item>
      <ExportMenuItems item={item} />
      <CopyButton value={item.reference}>
        {({ copy }) => (
          <Menu.Item leftSection={<IconCopy size={16} stroke={1.5} />} onClick={copy}>
            {t('case.action.copyReference')}
          </Menu.Item>
        )}
      </CopyButton>
      <CopyButton value={`${location.origin}/cases/${item.id}`}>
        {({ copy }) => (
          <Menu.Item leftSection={<IconLink size={16} stroke={1.5} />} onClick={copy}>
            {t('case.action.copyLink')}
          </Menu.Item>
        )}
      </CopyButton>
    </>
  );
}

/** What is done with a case less often, and what there is to know of it. */
export function CaseMenu(props: Props) {
  const { t } = useTexts();
  const { button, overlay } = useLateOverlay('menu');
  return (
    <>
      <ActionIcon aria-label={t('case.action.more')} {...button}>
        <IconDots size={18} stroke={1.5} />
      </ActionIcon>
      {overlay && (
        <Menu position="bottom-end" width="min(390px, calc(100vw - 16px))" {...overlay.props}>
          <Menu.Target>{overlay.target}</Menu.Target>
          <Menu.Dropdown>
            <Items {...props} />
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
