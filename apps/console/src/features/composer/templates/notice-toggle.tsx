import type { ChannelKind } from '@guichet/contracts';
import { IconChevronRight, IconShieldLock } from '@tabler/icons-react';
import { useLayoutEffect, useRef } from 'react';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { isFocusElsewhere } from '../editor/caret.js';
import classes from './notice-toggle.module.css';

interface Props {
  kind: ChannelKind;
  isOpen: boolean;
  /** Whether it takes the focus in the place of the field, as whoever opens the composer wants to write. */
  caret: boolean;
  onToggle: () => void;
}

/** Says that the channel gets only a notice with a link, and unfolds to it. It has the focus where there is no text to write in. */
export function NoticeToggle({ kind, isOpen, caret, onToggle }: Props) {
  const { t } = useTexts();
  const channels = useChannelTexts();
  const button = useRef<HTMLButtonElement>(null);
  // Only as it comes: whoever folds the notice later has the focus on this button.
  useLayoutEffect(() => {
    if (caret && !isOpen && !isFocusElsewhere()) button.current!.focus();
  }, [caret]);
  return (
    <button
      ref={button}
      type="button"
      className={classes.toggle}
      aria-expanded={isOpen}
      data-in-place-of-text
      onClick={onToggle}
    >
      <IconShieldLock size={15} stroke={1.5} aria-hidden />
      {t('composer.template.noticeOnly', { channel: channels.name(kind) })}
      <IconChevronRight className={classes.chevron} size={13} stroke={1.75} aria-hidden />
    </button>
  );
}
