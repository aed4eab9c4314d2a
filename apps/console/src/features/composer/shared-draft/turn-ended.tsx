import type { CaseDetail } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import type { DraftContent } from '../../../shared/drafts/draft-content.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { blockCaseShortcuts } from '../block-case-shortcuts.js';
import classes from './shared-draft.module.css';

interface Props {
  item: CaseDetail;
  /** The words that stood in the composer as the turn ended. */
  content: DraftContent;
  onClose: () => void;
}

/**
 * The letters that the agent still types as their turn ends do nothing: neither to the case nor to the list. The focus comes here with the
 * commit that takes the field away, and the case is left alone until the agent clicks somewhere.
 */
function useLettersGuard(caseId: string) {
  const root = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    root.current?.focus();
    const end = blockCaseShortcuts(caseId, 'reply');
    document.addEventListener('pointerdown', end);
    return () => {
      document.removeEventListener('pointerdown', end);
      end();
    };
  }, [caseId]);
  return root;
}

const isLetter = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) =>
  [...key].length === 1 && !ctrlKey && !metaKey && !altKey;

/** In the place of the composer whose turn a colleague has ended: what stood there, to read, and where it is now. */
export function TurnEnded({ item, content, onClose }: Props) {
  const { t } = useTexts();
  const root = useLettersGuard(item.id);
  const name = item.sharedDraft?.writer.name ?? '';
  return (
    <section
      ref={root}
      tabIndex={-1}
      className={classes.panel}
      aria-label={t('composer.shared.endedLabel')}
      onKeyDown={(event) => {
        // A space still presses the button that has the focus.
        if (isLetter(event) || event.key === 'Escape') event.stopPropagation();
        if (event.key === 'Escape') onClose();
      }}
    >
      <header className={classes.strip}>
        <IconUsers size={15} stroke={1.75} aria-hidden />
        <span className={classes.who} role="status">
          {t('composer.shared.ended', { name })}
        </span>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t('composer.takenOverSeen')}
        </Button>
      </header>
      <div className={classes.words} dir="auto" tabIndex={0} role="region" aria-label={t('composer.shared.endedWords')}>
        {content.text}
      </div>
    </section>
  );
}
