import type { SlaTarget, SlaTargets as Document } from '@guichet/contracts';
import { ErrorState, PageHead } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { IconTargetArrow } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { slaTargetsQuery } from '../../../shared/api/settings-queries.js';
import { OrderedListPage } from '../../../shared/ordered-list/ordered-list-page.js';
import { SlaTargetCard } from './sla-target-card.js';
import { SlaTargetDialog } from './sla-target-dialog.js';
import { findHidingTargets } from './find-hiding-targets.js';
import { call } from '../../../shared/api/client.js';
import { useTargetTrialText } from './use-target-trial-text.js';
import { useEditableDocument } from '../../../shared/forms/use-editable-document.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useOrderedList } from '../../../shared/ordered-list/use-ordered-list.js';
import { TargetsWithoutEffectDialog, TargetsWithoutEffectWarning } from './targets-without-effect.js';

const newTarget = (): SlaTarget => ({
  id: crypto.randomUUID(),
  name: '',
  teams: [],
  caseTypes: [],
  channels: [],
  priorities: [],
  'first-response': null,
  'next-response': null,
  resolution: null,
});

/** The page of the SLA targets, in the order in which they apply. */
export function SlaTargetsPage() {
  const { t } = useTexts();
  const { data, error, refetch } = useQuery(slaTargetsQuery);
  if (error && !data) return <ErrorState error={error} what={t('sla.failed')} onRetry={() => void refetch()} />;
  if (data) return <TargetList saved={data} />;
  return (
    <div aria-busy>
      <PageHead>
        <h1>{t('sla.title')}</h1>
      </PageHead>
      <Skeleton height={240} />
    </div>
  );
}

function TargetList({ saved }: { saved: Document }) {
  const own = useEditableDocument<Document>(
    { read: () => call('getSlaTargets'), save: (body) => call('saveSlaTargets', { body }) },
    ['targets'],
    saved,
  );
  const { targets } = own.value;
  const [editing, setEditing] = useState<SlaTarget>();
  const ordered = useOrderedList<SlaTarget>((next) =>
    own.change((before) => ({ ...before, targets: next(before.targets) })),
  );
  const onSave = useTargetTrialText(own);
  const [isAsked, setAsked] = useState(false);
  /** Of a target that was saved though it never applies, its card alone says so: it is no news. */
  const isNew = ({ id }: SlaTarget) => {
    const before = saved.targets.findIndex((target) => target.id === id);
    return before < 0 || findHidingTargets(saved.targets, before).length === 0;
  };
  const withoutEffect = targets.filter(
    (target, index) => isNew(target) && findHidingTargets(targets, index).length > 0,
  );
  const toTop = ({ id }: SlaTarget) =>
    ordered.move(
      targets.findIndex((target) => target.id === id),
      0,
    );
  return (
    <>
      <OrderedListPage
        of="sla"
        onSave={onSave}
        icon={IconTargetArrow}
        own={own}
        items={targets}
        added={ordered.added}
        warning={<TargetsWithoutEffectWarning targets={withoutEffect} onTop={toTop} />}
        onAskToSave={withoutEffect.length > 0 ? () => setAsked(true) : undefined}
        onMove={ordered.move}
        onAdd={() => setEditing(newTarget())}
      >
        {(target, index) => (
          <SlaTargetCard
            target={target}
            hiddenBy={findHidingTargets(targets, index)}
            first={index === 0}
            lastOne={index === targets.length - 1}
            onEdit={() => setEditing(target)}
            onMove={(step) => ordered.move(index, index + step)}
            onTop={() => ordered.move(index, 0)}
            onDuplicate={() => ordered.duplicate(target, index)}
            onDelete={() => ordered.remove(target, index)}
          />
        )}
      </OrderedListPage>
      {isAsked && (
        <TargetsWithoutEffectDialog
          targets={withoutEffect}
          onSave={() => {
            setAsked(false);
            own.save();
          }}
          onClose={() => setAsked(false)}
        />
      )}
      {editing && (
        <SlaTargetDialog
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
