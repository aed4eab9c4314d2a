import type { SearchHit } from '@guichet/contracts';
import { HighlightedText } from '@guichet/ui';
import { IconArrowMerge, IconPaperclip } from '@tabler/icons-react';
import { withReadableNumbers } from '../../shared/cases/readable-search-snippet.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { aroundHit } from './around-hit.js';
import classes from './hit-passage.module.css';

/** The merged cases that were found, too. */
function MergedFrom({ mergedFrom }: Pick<SearchHit, 'mergedFrom'>) {
  const { t } = useTexts();
  if (mergedFrom.length === 0) return null;
  const references = mergedFrom.map(({ reference }) => reference).join(', ');
  return (
    <span className={classes.merged}>
      <IconArrowMerge size={13} stroke={1.75} aria-hidden />
      {t('search.mergedFrom', { count: mergedFrom.length, references })}
    </span>
  );
}

type Props = Pick<SearchHit, 'file' | 'snippet' | 'missing' | 'mergedFrom'>;

/** Where a case was found: the merged cases, the file, the words that it lacks, and the passage with those that it has, which may be cut. */
export function HitPassage({ file, snippet, missing, mergedFrom }: Props) {
  const { t } = useTexts();
  return (
    <>
      <MergedFrom mergedFrom={mergedFrom} />
      {file && (
        <span className={classes.file}>
          <IconPaperclip size={13} stroke={1.75} aria-hidden />
          <span>
            {t('search.inFile')} <bdi className={classes.name}>{file.name}</bdi>
          </span>
        </span>
      )}
      {missing.length > 0 && (
        <span className={classes.missing}>
          {t('search.missing')} <s>{missing.join(', ')}</s>
        </span>
      )}
      <HighlightedText pieces={aroundHit(withReadableNumbers(snippet))} />
    </>
  );
}
