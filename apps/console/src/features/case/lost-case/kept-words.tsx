import { Button, CopyButton, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { useDrafts } from '../../../shared/drafts/agent-drafts.js';
import { draftKey, isBlank, type DraftContent } from '../../../shared/drafts/draft-content.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './lost-case.module.css';

/** The words that were being written in a case when it went from the screen, to be copied. Nothing where there are none. */
export const KeptWords = ({ caseId }: { caseId: string }) => (
  <>
    <KeptDraft caseId={caseId} mode="reply" />
    <KeptDraft caseId={caseId} mode="note" />
  </>
);

/**
 * The words of a draft as they stood, and those that have come back since, as of a reply that is taken back: what else becomes of the draft
 * takes nothing from this page.
 */
function useWordsSeen(key: string): readonly string[] {
  const drafts = useDrafts();
  const subscribe = useCallback((listener: () => void) => drafts.subscribe(key, listener), [drafts, key]);
  const content = useSyncExternalStore(subscribe, () => drafts.contentOf(key));
  const [seen, setSeen] = useState<readonly string[]>([]);
  const text = content && !isBlank(content) ? content.text.trim() : '';
  if (text !== '' && !seen.includes(text)) setSeen([...seen, text]);
  return seen;
}

function KeptDraft({ caseId, mode }: { caseId: string; mode: DraftContent['mode'] }) {
  return useWordsSeen(draftKey(caseId, mode)).map((text) => <Words key={text} text={text} mode={mode} />);
}

function Words({ text, mode }: { text: string; mode: DraftContent['mode'] }) {
  const { t } = useTexts();
  const label = t(mode === 'note' ? 'case.lost.note' : 'case.lost.reply');
  return (
    <section className={classes.words} aria-label={label}>
      <div className={classes.head}>
        <Text fw={600} size="sm">
          {label}
        </Text>
        <CopyButton value={text}>
          {({ copy, copied }) => (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={copied ? <IconCheck size={15} stroke={1.75} /> : <IconCopy size={15} stroke={1.5} />}
              onClick={copy}
            >
              {t(copied ? 'common.copied' : 'common.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
      {/* Long words are scrolled, by the keyboard too. */}
      <p className={classes.text} dir="auto" tabIndex={0}>
        {text}
      </p>
      <Text size="sm" c="dimmed">
        {t('case.lost.kept')}
      </Text>
    </section>
  );
}
