import type { CaseDetail } from '@guichet/contracts';
import { PersonAvatar } from '@guichet/ui';
import { ActionIcon, Button } from '@mantine/core';
import {
  IconArrowLeft,
  IconCircleCheck,
  IconClockPause,
  IconLayoutSidebarRight,
  IconRotate,
} from '@tabler/icons-react';
import { memo, useDeferredValue } from 'react';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useCaseViewers } from '../../shared/live/use-live-connection.js';
import { useStableFunctions } from '../../shared/state/use-stable-functions.js';
import { usePressGuard } from '../../shared/pointer/use-press-guard.js';
import { useMay, useSession } from '../../shared/session/use-session.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { PressTooltip } from '../../shared/layout/press-tooltip.js';
import classes from './case-head.module.css';
import { CaseHeadPickers } from './case-head-pickers.js';
import { CaseMenu } from './case-menu.js';
import { useWriterToTakeOver } from './take-over/use-writer-to-take-over.js';
import { SubjectField } from './subject-field.js';
import { useShortcutKeys } from '../../shared/keyboard/shortcut-keys.js';

function CaseViewers({ caseId }: { caseId: string }) {
  const { t } = useTexts();
  const { agent } = useSession();
  const others = useCaseViewers(caseId)?.filter((other) => other.id !== agent.id) ?? [];
  const writer = others.find((other) => other.state === 'writing');
  return (
    <span className={classes.viewers} aria-live="polite">
      {others.slice(0, 5).map(({ id, name, state }) => (
        <PersonAvatar key={id} name={name} presence={{ state, label: t(`presence.viewer.${state}`, { name }) }} />
      ))}
      {writer && <span className={classes.writes}>{t('presence.viewer.writing', { name: writer.name })}</span>}
    </span>
  );
}

interface Props {
  item: CaseDetail;
  etag: string | null;
  onBack: () => void;
  onClose: () => void;
  onMerge: () => void;
  /** Begins to choose messages for another case. */
  onChoose: () => void;
  onPanel: () => void;
  onTimers: () => void;
}

/** The header of a case: subject, reference, viewers, pickers and actions. Whoever acts on a case sees first what the pickers say of it. */
export function CaseHead({ item, etag, onTimers, ...acts }: Props) {
  const below = { item: useDeferredValue(item), etag: useDeferredValue(etag) };
  const same = useStableFunctions({ ...acts, onTimers });
  // Whoever closes a case has the pointer where the next one can be closed.
  const guard = usePressGuard(item.id);
  return (
    <header className={classes.head} {...guard}>
      <HeadLine {...below} {...same} />
      <CaseHeadPickers item={item} onTimers={same.onTimers} />
    </header>
  );
}

const HeadLine = memo(function HeadLine({
  item,
  etag,
  onBack,
  onClose,
  onMerge,
  onChoose,
  onPanel,
}: Omit<Props, 'onTimers'>) {
  const { t } = useTexts();
  const may = useMay();
  const keys = useShortcutKeys();
  const writer = useWriterToTakeOver(item);
  const closed = item.status === 'closed';
  // What is merged is read there, and written to where it went.
  const merged = item.mergedInto !== null;

  return (
    <div className={classes.top}>
      <ActionIcon className={classes.back} aria-label={t('common.back')} onClick={onBack} size={44}>
        <IconArrowLeft size={20} stroke={1.5} />
      </ActionIcon>
      <SubjectField item={item} etag={etag} />
      <CaseViewers caseId={item.id} />
      {writer && (
        <Button
          className={classes.takeOver}
          size="compact-xs"
          variant="default"
          aria-label={t('case.takeOver.from', { name: writer.name })}
          onClick={() => setOverlay({ kind: 'take-over', item, writer })}
        >
          {t('case.takeOver.begin')}
        </Button>
      )}
      <span className={classes.acts}>
        {!merged && may('case.update') && (
          <>
            {(closed || may('case.close')) && (
              <PressTooltip
                label={closed ? t('case.action.reopen') : t('case.action.closeKey', { key: keys.keycap('close') })}
              >
                <ActionIcon
                  className={classes.worded}
                  aria-label={closed ? t('case.action.reopen') : t('case.action.close')}
                  aria-keyshortcuts={keys.aria('close')}
                  onClick={onClose}
                >
                  {closed ? <IconRotate size={18} stroke={1.5} /> : <IconCircleCheck size={18} stroke={1.5} />}
                  <span className={classes.word} aria-hidden>
                    {t(closed ? 'case.action.reopenShort' : 'case.action.closeShort')}
                  </span>
                </ActionIcon>
              </PressTooltip>
            )}
            <PressTooltip label={t('case.action.snoozeKey', { key: keys.keycap('snooze') })}>
              <ActionIcon
                className={`${classes.worded} ${classes.wideOnly}`}
                aria-label={t('case.action.snooze')}
                aria-keyshortcuts={keys.aria('snooze')}
                onClick={() => setOverlay({ kind: 'choose', what: 'snooze', items: [item] })}
              >
                <IconClockPause size={18} stroke={1.5} />
                <span className={classes.word} aria-hidden>
                  {t('case.action.snooze')}
                </span>
              </ActionIcon>
            </PressTooltip>
          </>
        )}
        <CaseMenu item={item} writer={writer} onMerge={onMerge} onChoose={onChoose} />
        <PressTooltip label={t('case.action.panel')}>
          <ActionIcon aria-label={t('case.action.panel')} onClick={onPanel}>
            <IconLayoutSidebarRight size={18} stroke={1.5} />
          </ActionIcon>
        </PressTooltip>
      </span>
    </div>
  );
});
