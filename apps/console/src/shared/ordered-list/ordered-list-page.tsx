import { ConflictNotice, EmptyState, PageHead, PageLead, ReadOnlyNotice, SaveBar } from '@guichet/ui';
import { Button } from '@mantine/core';
import { IconPlus, type Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMay } from '../session/use-session.js';
import { SortableList } from './sortable-list.js';
import type { useEditableDocument } from '../forms/use-editable-document.js';
import { useTexts } from '../i18n/use-texts.js';

interface Props<Item> {
  of: 'routing' | 'sla';
  icon: Icon;
  own: Omit<ReturnType<typeof useEditableDocument>, 'value' | 'change'>;
  items: readonly Item[];
  onMove: (from: number, to: number) => void;
  onAdd: () => void;
  /** The item that was added last. */
  added?: string | undefined;
  /** What is doubtful of what is edited, and stands beside what saves it. */
  warning?: ReactNode;
  /** Called in place of saving at once. */
  onAskToSave?: (() => void) | undefined;
  /** What saving changes, where more is known of it than that it changes something. */
  onSave?: string | undefined;
  /** Stands below the list. */
  below?: ReactNode;
  children: (item: Item, index: number) => ReactNode;
}

/** A page with a list whose order matters, which is edited and saved as a whole. */
export function OrderedListPage<Item extends { id: string; name: string }>(props: Props<Item>) {
  const { of, icon, own, items, added, warning, onMove, onAdd, onAskToSave, onSave, below, children } = props;
  const { t } = useTexts();
  const mayWrite = useMay()('routing.manage');
  const add = mayWrite && (
    <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={onAdd}>
      {t(`${of}.add`)}
    </Button>
  );
  return (
    <>
      <PageHead>
        <h1>{t(`${of}.title`)}</h1>
        {items.length > 0 && add}
      </PageHead>
      <PageLead>{t(`${of}.lead`)}</PageLead>
      {!mayWrite && <ReadOnlyNotice>{t('settings.readOnly')}</ReadOnlyNotice>}
      {own.conflict && (
        <ConflictNotice onTakeTheirs={() => void own.takeTheirs()} onKeepMine={() => void own.keepMine()} />
      )}
      {items.length === 0 ? (
        <EmptyState icon={icon} title={t(`${of}.empty`)} action={add}>
          {t(`${of}.emptyText`)}
        </EmptyState>
      ) : (
        <SortableList
          label={t(`${of}.list`)}
          items={items}
          nameOf={({ name }) => name}
          added={added}
          onMove={mayWrite ? onMove : undefined}
        >
          {children}
        </SortableList>
      )}
      {below}
      <SaveBar
        dirty={own.dirty}
        what={onSave ?? t(`${of}.onSave`)}
        warning={warning}
        error={own.error}
        pending={own.pending}
        disabled={own.conflict}
        onSave={onAskToSave ?? own.save}
        onDiscard={own.discard}
      />
    </>
  );
}
