import { Button, Popover } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useOfferComposerCommand } from '../../../shared/drafts/composer-commands.js';
import { usePressGuard } from '../../../shared/pointer/use-press-guard.js';
import { isMac } from '../../../shared/keyboard/shortcut-listener.js';
import { DisclosureFindingList, type Fixes } from './disclosure-finding-list.js';
import classes from './send-button.module.css';
import { SendOptionsMenu, type SendOptions } from './send-options-menu.js';
import type { DisclosureCheck } from './use-disclosure-and-consistency-check.js';

interface Props {
  caseId: string;
  label: string;
  disabled: boolean;
  /** Something is to be filled in first: the button leads there. */
  isMissing: boolean;
  /** What is asked about has not been seen yet. The button keeps the caret. */
  waiting: boolean;
  /** It was asked for, and is done as soon as it can be. */
  soon: boolean;
  check: DisclosureCheck;
  fixes: Fixes;
  /** Whether what was found is on screen. */
  reviewing: boolean;
  /** Until when the channel takes words of one's own; undefined: always, or only words that were approved. */
  freeUntil: string | undefined;
  onReview: (reviewing: boolean) => void;
  onSend: (options: SendOptions) => void;
}

/**
 * The send button, which names the channel or what to review first; beside it, sending later and sending with closing
 * the case.
 */
export function SendButton({
  caseId,
  label,
  disabled,
  isMissing,
  waiting,
  soon,
  check,
  fixes,
  reviewing,
  freeUntil,
  onReview,
  onSend,
}: Props) {
  const { t } = useTexts();
  const button = useRef<HTMLButtonElement>(null);
  const { open } = check;
  const guard = usePressGuard(caseId, disabled, isMissing);
  // All is said to be right: one more key sends it.
  const before = useRef(open);
  useEffect(() => {
    if (before.current > 0 && open === 0 && reviewing) {
      onReview(false);
      button.current?.focus();
    }
    before.current = open;
  }, [open, reviewing, onReview]);

  const isReviewed = open > 0 && !isMissing;
  const shown = isReviewed ? t('composer.check.points', { count: open }) : label;
  // What is missing is filled in before what was found is looked at.
  const run = () => (isReviewed ? onReview(!reviewing) : onSend({}));
  useOfferComposerCommand(disabled || waiting ? undefined : { id: 'send', label: shown, run });

  return (
    <Button.Group className={classes.group} {...guard}>
      <Popover
        opened={reviewing && open > 0}
        onChange={onReview}
        position="top-end"
        width="min(420px, calc(100vw - 24px))"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <Button
            ref={button}
            className={isReviewed ? classes.check : undefined}
            variant={isMissing ? 'light' : undefined}
            disabled={disabled}
            aria-disabled={waiting || undefined}
            loading={soon}
            leftSection={isMissing || open > 0 ? <IconAlertTriangle size={16} stroke={1.75} aria-hidden /> : undefined}
            onClick={run}
            aria-keyshortcuts="Control+Enter"
            title={isMac ? '⌘ ↵' : 'Ctrl ↵'}
          >
            {shown}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('composer.check.title')}>
          <DisclosureFindingList check={check} fixes={fixes} />
        </Popover.Dropdown>
      </Popover>
      <SendOptionsMenu disabled={disabled || isMissing || open > 0} freeUntil={freeUntil} onSend={onSend} />
    </Button.Group>
  );
}
