import { Button, CopyButton, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
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

function KeptDraft({ caseId, mode }: { caseId: string; mode: DraftContent['mode'] }) {
  const { t } = useTexts();
  const drafts = useDrafts();
  // As they stood: what becomes of the draft afterwards takes nothing from this page.
  const [content] = useState(() => drafts.contentOf(draftKey(caseId, mode)));
  if (!content || isBlank(content) || content.text.trim() === '') return null;
  const label = t(mode === 'note' ? 'case.lost.note' : 'case.lost.reply');
  return (
    <section className={classes.words} aria-label={label}>
      <div className={classes.head}>
        <Text fw={600} size="sm">
          {label}
        </Text>
        <CopyButton value={content.text}>
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
        {content.text}
      </p>
      <Text size="sm" c="dimmed">
        {t('case.lost.kept')}
      </Text>
    </section>
  );
}
