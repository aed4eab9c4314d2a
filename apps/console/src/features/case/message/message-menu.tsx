import type { CaseDetail, MessageEntry } from '@guichet/contracts';
import { Menu } from '@mantine/core';
import { IconArrowForwardUp, IconArrowsExchange, IconDownload, IconFileTypePdf } from '@tabler/icons-react';
import { addressOf } from '../../../shared/api/client.js';
import { setOverlay } from '../../../shared/layout/overlay-state.js';
import { useLateOverlay } from '../../../shared/layout/use-late-overlay.js';
import { useMay } from '../../../shared/session/use-session.js';
import { BlockSenderItem } from '../spam/block-sender-item.js';
import { MoreButton } from './more-button.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

interface Props {
  entry: MessageEntry;
  item: CaseDetail;
  /** Begins to choose what is to be moved, with this one. */
  onMove: (entryId: string) => void;
}

/** What can be done with one message. */
export function MessageMenu({ entry, item, onMove }: Props) {
  const { t } = useTexts();
  const may = useMay();
  const { button, overlay } = useLateOverlay('menu');
  const out = entry.direction === 'out';
  const mayForward = may('case.reply') && item.mergedInto === null;
  if (!entry.hasOriginal && !out && !mayForward && !may('case.move')) return null;
  return (
    <>
      <MoreButton label={t('case.message.more')} {...button} />
      {overlay && (
        <Menu position="bottom-end" width={300} {...overlay.props}>
          <Menu.Target>{overlay.target}</Menu.Target>
          <Menu.Dropdown>
            {mayForward && (
              <Menu.Item
                leftSection={<IconArrowForwardUp size={16} stroke={1.5} />}
                onClick={() => setOverlay({ kind: 'ask', item, entry })}
              >
                {t('case.side.forward')}
              </Menu.Item>
            )}
            {entry.hasOriginal && (
              <Menu.Item
                component="a"
                href={addressOf('getOriginal', { params: { id: item.id, entryId: entry.id } })}
                download
                leftSection={<IconDownload size={16} stroke={1.5} />}
              >
                {t('case.message.original')}
              </Menu.Item>
            )}
            {out && (
              <Menu.Item
                component="a"
                href={addressOf('getLetter', { params: { id: item.id, entryId: entry.id } })}
                target="_blank"
                leftSection={<IconFileTypePdf size={16} stroke={1.5} />}
              >
                {t('case.message.letter')}
              </Menu.Item>
            )}
            {!out && <BlockSenderItem entry={entry} item={item} />}
            {may('case.move') && (
              <Menu.Item leftSection={<IconArrowsExchange size={16} stroke={1.5} />} onClick={() => onMove(entry.id)}>
                {t('case.move.begin')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
