import { Blank } from '@guichet/ui';
import { Button } from '@mantine/core';
import { IconPlus, type Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session/use-session.js';
import settings from '../settings/settings.module.css';
import classes from './circulation.module.css';
import { ConflictNotice } from './conflict-notice.js';
import { SaveBar } from './save-bar.js';
import { Sortable } from './sortable.js';
import type { useDocument } from './use-document.js';

interface Props<Item> {
  of: 'routing' | 'targets';
  icon: Icon;
  own: Omit<ReturnType<typeof useDocument>, 'value' | 'change'>;
  items: readonly Item[];
  onMove: (from: number, to: number) => void;
  onAdd: () => void;
  /** Stands below the list. */
  below?: ReactNode;
  children: (item: Item, index: number) => ReactNode;
}

/** A list whose order means something, that is changed and saved as a whole, by whoever may. */
export function OrderedPage<Item extends { id: string; name: string }>(props: Props<Item>) {
  const { of, icon, own, items, onMove, onAdd, below, children } = props;
  const { t } = useTranslation();
  const mayWrite = useMay()('circulation.manage');
  const add = mayWrite && (
    <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={onAdd}>
      {t(`circulation.${of}.add`)}
    </Button>
  );
  return (
    <>
      <header className={settings.head}>
        <h1>{t(`circulation.${of}.title`)}</h1>
        {items.length > 0 && add}
      </header>
      <p className={settings.lead}>{t(`circulation.${of}.lead`)}</p>
      {!mayWrite && <p className={classes.readOnly}>{t('circulation.readOnly')}</p>}
      {own.conflict && <ConflictNotice onTheirs={() => void own.takeTheirs()} onMine={() => void own.keepMine()} />}
      {items.length === 0 ? (
        <Blank icon={icon} title={t(`circulation.${of}.empty`)} action={add}>
          {t(`circulation.${of}.emptyText`)}
        </Blank>
      ) : (
        <Sortable
          label={t(`circulation.${of}.list`)}
          items={items}
          nameOf={({ name }) => name}
          onMove={mayWrite ? onMove : undefined}
        >
          {children}
        </Sortable>
      )}
      {below}
      <SaveBar
        dirty={own.dirty}
        what={t(`circulation.${of}.onSave`)}
        error={own.error}
        pending={own.pending}
        disabled={own.conflict}
        onSave={own.save}
        onDiscard={own.discard}
      />
    </>
  );
}
