import type { QuarantinedEnvelope, QuarantineQuery } from '@guichet/contracts';
import { EmptyState, ErrorState } from '@guichet/ui';
import { Button, CloseButton, SegmentedControl, Skeleton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { quarantineQuery } from '../../shared/api/queries.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { SelectionBar, WorkListPage, WorkRows } from '../../shared/layout/work-list-page.js';
import { useMay } from '../../shared/session/use-session.js';
import { AttachDialog, DiscardDialog } from './attach-and-discard-dialogs.js';
import classes from './quarantine-page.module.css';
import { QuarantineActs, QuarantinedMessage, RestoreButton } from './quarantined-message-and-acts.js';
import { useRetryFailedToast } from './use-retry-failed-toast.js';
import { useQuarantineDecisions } from './use-quarantine-decisions.js';
import { useQuarantineSelection } from './use-quarantine-keyboard-and-selection.js';

type Items = readonly QuarantinedEnvelope[];
type State = QuarantineQuery['state'];

/** The page of the messages that could not be processed: whoever sees it decides what becomes of them. */
export function QuarantinePage() {
  const { t } = useTexts();
  const [state, setState] = useState<State>('quarantined');
  return (
    <WorkListPage
      title={t('app.rail.quarantine')}
      lead={t('quarantine.lead')}
      tools={
        <SegmentedControl
          aria-label={t('quarantine.show')}
          data={(['quarantined', 'discarded'] as const).map((value) => ({
            value,
            label: t(`quarantine.state.${value}`),
          }))}
          value={state}
          onChange={(value) => setState(value)}
        />
      }
    >
      <QuarantineList key={state} state={state} />
    </WorkListPage>
  );
}

function QuarantineList({ state }: { state: State }) {
  const { t } = useTexts();
  const may = useMay();
  const query = useInfiniteQuery(quarantineQuery(state));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const list = useRef<HTMLUListElement>(null);
  const decisions = useQuarantineDecisions();
  useRetryFailedToast(items, decisions);
  const { selected, toggle, clear, selectAll, onFocus } = useQuarantineSelection(items, list);
  const [asked, setAsked] = useState<{ what: 'attach' | 'discard'; items: Items }>();
  const onAsk = (what: 'attach' | 'discard', about: Items) => setAsked({ what, items: about });
  const isSelectable = may('quarantine.decide') || (state === 'quarantined' && may('quarantine.replay'));
  const Dialog = asked?.what === 'attach' ? AttachDialog : DiscardDialog;

  if (query.error && items.length === 0)
    return <ErrorState error={query.error} what={t('quarantine.failed')} onRetry={() => void query.refetch()} />;
  if (query.isPending) return Array.from({ length: 3 }, (_, index) => <Skeleton key={index} height={92} mb={12} />);
  return (
    <>
      {items.length === 0 ? (
        <EmptyState icon={IconCheck} title={t(`quarantine.empty.${state}`)}>
          {t(`quarantine.emptyText.${state}`)}
        </EmptyState>
      ) : (
        <WorkRows ref={list} onFocus={onFocus}>
          {items.map((item) => (
            <QuarantinedMessage
              key={item.id}
              item={item}
              selected={selected.includes(item)}
              onSelect={isSelectable ? (range) => toggle(item.id, range) : undefined}
            >
              {state === 'quarantined' ? (
                <QuarantineActs items={[item]} decisions={decisions} onAsk={onAsk} />
              ) : (
                <RestoreButton items={[item]} decisions={decisions} />
              )}
            </QuarantinedMessage>
          ))}
        </WorkRows>
      )}
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
      {selected.length > 0 && (
        <SelectionBar
          label={t('quarantine.selected')}
          start={<CloseButton aria-label={t('inbox.bulk.clear')} onClick={clear} />}
          count={t('inbox.bulk.count', { count: selected.length })}
        >
          <Button variant="subtle" size="compact-sm" onClick={selectAll}>
            {t('quarantine.selectAll')}
          </Button>
          <span className={classes.barActs}>
            {state === 'quarantined' ? (
              <QuarantineActs items={selected} decisions={decisions} onAsk={onAsk} size="compact-sm" />
            ) : (
              <RestoreButton items={selected} decisions={decisions} size="compact-sm" />
            )}
          </span>
        </SelectionBar>
      )}
      {/* Stays where a colleague has just decided on the last message, so that whoever decides too is told of it. */}
      {asked && <Dialog items={asked.items} decisions={decisions} onClose={() => setAsked(undefined)} />}
    </>
  );
}
