import type { Target, Targets as Document } from '@guichet/contracts';
import { Skeleton } from '@mantine/core';
import { IconTargetArrow } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { targetsQuery } from '../api/circulation.js';
import settings from '../settings/settings.module.css';
import { Trouble } from '../shell/trouble.js';
import { OrderedPage } from './ordered-page.js';
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
  const own = useDocument<Document>('/targets', ['targets'], saved);
  const { targets } = own.value;
  const [editing, setEditing] = useState<Target>();
  const ordered = useOrdered<Target>((next) => own.change((before) => ({ ...before, targets: next(before.targets) })));
  return (
    <>
      <OrderedPage
        of="targets"
        icon={IconTargetArrow}
        own={own}
        items={targets}
        onMove={ordered.move}
        onAdd={() => setEditing(newTarget())}
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
      </OrderedPage>
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
