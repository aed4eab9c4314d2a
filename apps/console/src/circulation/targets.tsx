import type { Target, Targets as Document } from '@guichet/contracts';
import { Blank } from '@guichet/ui';
import { Button, Skeleton } from '@mantine/core';
import { IconPlus, IconTargetArrow } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { targetsQuery } from '../api/circulation.js';
import { useMay } from '../session/use-session.js';
import settings from '../settings/settings.module.css';
import { Trouble } from '../shell/trouble.js';
import classes from './circulation.module.css';
import { ConflictNotice } from './conflict-notice.js';
import { SaveBar } from './save-bar.js';
import { Sortable } from './sortable.js';
import { TargetCard } from './target-card.js';
import { TargetDialog } from './target-dialog.js';
import { hiddenBy } from './target-fit.js';
import { useDocument } from './use-document.js';
import { useOrdered } from './use-ordered.js';

const newTarget = (): Target => ({
  id: crypto.randomUUID(),
  name: '',
  teams: [],
  kinds: [],
  channels: [],
  priorities: [],
  'first-response': null,
  'next-response': null,
  resolution: null,
});

/** How soon people are answered. */
export function Targets() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(targetsQuery);
  if (error && !data)
    return <Trouble error={error} what={t('circulation.targets.failed')} onRetry={() => void refetch()} />;
  if (data) return <TargetList saved={data} />;
  return (
    <div aria-busy>
      <header className={settings.head}>
        <h1>{t('circulation.targets.title')}</h1>
      </header>
      <Skeleton height={240} />
    </div>
  );
}

function TargetList({ saved }: { saved: Document }) {
  const { t } = useTranslation();
  const may = useMay();
  const own = useDocument<Document>('/targets', ['targets'], saved);
  const { targets } = own.value;
  const [editing, setEditing] = useState<Target>();
  const ordered = useOrdered<Target>((next) => own.change((before) => ({ ...before, targets: next(before.targets) })));
  const mayWrite = may('circulation.manage');
  const add = mayWrite && (
    <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setEditing(newTarget())}>
      {t('circulation.targets.add')}
    </Button>
  );
  return (
    <>
      <header className={settings.head}>
        <h1>{t('circulation.targets.title')}</h1>
        {targets.length > 0 && add}
      </header>
      <p className={settings.lead}>{t('circulation.targets.lead')}</p>
      {!mayWrite && <p className={classes.readOnly}>{t('circulation.readOnly')}</p>}
      {own.conflict && <ConflictNotice onTheirs={() => void own.takeTheirs()} onMine={() => void own.keepMine()} />}
      {targets.length === 0 ? (
        <Blank icon={IconTargetArrow} title={t('circulation.targets.empty')} action={add}>
          {t('circulation.targets.emptyText')}
        </Blank>
      ) : (
        <Sortable
          label={t('circulation.targets.list')}
          items={targets}
          nameOf={({ name }) => name}
          onMove={mayWrite ? ordered.move : undefined}
        >
          {(target, index) => (
            <TargetCard
              target={target}
              hiddenBy={hiddenBy(targets, index)}
              first={index === 0}
              lastOne={index === targets.length - 1}
              onEdit={() => setEditing(target)}
              onMove={(step) => ordered.move(index, index + step)}
              onTop={() => ordered.move(index, 0)}
              onDuplicate={() => ordered.duplicate(target, index)}
              onDelete={() => ordered.remove(target, index)}
            />
          )}
        </Sortable>
      )}
      <SaveBar
        dirty={own.dirty}
        what={t('circulation.targets.onSave')}
        error={own.error}
        pending={own.pending}
        disabled={own.conflict}
        onSave={own.save}
        onDiscard={own.discard}
      />
      {editing && (
        <TargetDialog
          target={editing}
          isNew={!targets.some(({ id }) => id === editing.id)}
          onKeep={(target) => {
            ordered.keep(target);
            setEditing(undefined);
          }}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}
