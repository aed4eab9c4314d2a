import type { CaseDetail, NoteEntry } from '@guichet/contracts';
import { Menu } from '@mantine/core';
import { IconPencil, IconRestore, IconTrash } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { setOverlay } from '../../../shared/layout/overlay-state.js';
import { useLateOverlay } from '../../../shared/layout/use-late-overlay.js';
import { useMay, useSession } from '../../../shared/session/use-session.js';
import { MoreButton } from '../message/more-button.js';
import { useRemoveAndRestoreNote } from './use-note-changes.js';

interface Props {
  entry: NoteEntry;
  item: CaseDetail;
}

/** What its author can do with a note. What was said with a handover stays as the other team got it. */
export function NoteMenu({ entry, item }: Props) {
  const may = useMay();
  const { agent } = useSession();
  const isOwn = entry.actor.kind === 'agent' && entry.actor.id === agent.id;
  // One that is still on its way is ahead of its case.
  const isStored = entry.caseVersion <= item.version;
  if (!isOwn || !isStored || entry.handover || item.mergedInto !== null || !may('case.note')) return null;
  return <OwnNoteMenu entry={entry} item={item} />;
}

function OwnNoteMenu({ entry, item }: Props) {
  const { t } = useTexts();
  const { button, overlay } = useLateOverlay('menu');
  const { remove, restore } = useRemoveAndRestoreNote(item);
  const removed = entry.removedAt !== undefined;
  return (
    <>
      <MoreButton label={t('case.note.more')} {...button} />
      {overlay && (
        <Menu position="bottom-end" width={220} {...overlay.props}>
          <Menu.Target>{overlay.target}</Menu.Target>
          <Menu.Dropdown>
            {removed ? (
              <Menu.Item
                leftSection={<IconRestore size={16} stroke={1.5} />}
                onClick={() => void restore({ ...entry, ...entry.earlier?.at(-1) })}
              >
                {t('case.note.restore')}
              </Menu.Item>
            ) : (
              <>
                <Menu.Item
                  leftSection={<IconPencil size={16} stroke={1.5} />}
                  onClick={() => setOverlay({ kind: 'edit-note', item, entry })}
                >
                  {t('case.note.edit')}
                </Menu.Item>
                <Menu.Item leftSection={<IconTrash size={16} stroke={1.5} />} onClick={() => void remove(entry)}>
                  {t('case.note.remove')}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
