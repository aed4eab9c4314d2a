import type { LetterToPrint, SkippedLetters } from '@guichet/contracts';
import { Button, Checkbox } from '@mantine/core';
import { IconDownload, IconMailForward } from '@tabler/icons-react';
import { useState } from 'react';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { SelectionBar, WorkRows } from '../../shared/layout/work-list-page.js';
import { LetterRow } from './letter-row.js';
import classes from './letters-page.module.css';
import { PostedDialog } from './posted-dialog.js';
import type { usePrintLetters } from './use-print-letters.js';

interface Props {
  items: readonly LetterToPrint[];
  bothSides: boolean;
  onBothSides: (bothSides: boolean) => void;
  print: ReturnType<typeof usePrintLetters>;
  onSkipped: (letters: SkippedLetters) => void;
}

/** The letters to print, which are selected to be downloaded and marked as posted. */
export function LetterList({ items, bothSides, onBothSides, print, onSkipped }: Props) {
  const { t } = useTexts();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [posting, setPosting] = useState<readonly string[]>();
  // What a colleague has posted meanwhile is no longer selected.
  const selected = items.filter(({ entryId }) => marked.has(entryId)).map(({ entryId }) => entryId);
  const toggle = (id: string) =>
    setMarked((before) =>
      before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
    );
  const isAll = selected.length === items.length;
  return (
    <>
      <div className={classes.tools}>
        <Checkbox
          label={t('letters.selectAll')}
          checked={isAll}
          indeterminate={selected.length > 0 && !isAll}
          onChange={() => setMarked(new Set(isAll ? [] : items.map(({ entryId }) => entryId)))}
        />
        <Checkbox
          label={t('letters.bothSides')}
          checked={bothSides}
          onChange={(event) => onBothSides(event.currentTarget.checked)}
        />
      </div>
      <WorkRows>
        {items.map((letter) => (
          <LetterRow
            key={letter.entryId}
            letter={letter}
            selected={marked.has(letter.entryId)}
            printing={print.isPending}
            onSelect={() => toggle(letter.entryId)}
            onPrint={() => print.mutate({ entryIds: [letter.entryId], again: letter.printed !== null, bothSides })}
          />
        ))}
      </WorkRows>
      {selected.length > 0 && (
        <SelectionBar label={t('app.rail.lettersToPrint')} count={t('letters.selected', { count: selected.length })}>
          <span className={classes.acts}>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} stroke={1.5} aria-hidden />}
              loading={print.isPending}
              onClick={() => print.mutate({ entryIds: selected, again: false, bothSides })}
            >
              {t('letters.print', { count: selected.length })}
            </Button>
            <Button
              leftSection={<IconMailForward size={16} stroke={1.5} aria-hidden />}
              onClick={() => setPosting(selected)}
            >
              {t('letters.posted')}
            </Button>
          </span>
        </SelectionBar>
      )}
      {posting && <PostedDialog entryIds={posting} onSkipped={onSkipped} onClose={() => setPosting(undefined)} />}
    </>
  );
}
