import type { SearchHit } from '@guichet/contracts';
import { HighlightedText } from '@guichet/ui';
import { IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './hit-passage.module.css';

const lead = 36;

/** A passage may begin far before its hit; what is shown begins a few words before. */
function aroundHit(pieces: SearchHit['snippet']): SearchHit['snippet'] {
  const [first, ...rest] = pieces;
  if (!first || first.hit || rest.length === 0 || first.text.length <= lead) return pieces;
  const text = first.text.slice(-lead).replace(/^\S*\s/, '');
  return [{ text: `…${text}`, hit: false }, ...rest];
}

/** Where a case was found: the file, the words that the case lacks, and the passage with those that it has, which may be cut. */
export function HitPassage({ file, snippet, missing }: Pick<SearchHit, 'file' | 'snippet' | 'missing'>) {
  const { t } = useTranslation();
  return (
    <>
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
      <HighlightedText pieces={aroundHit(snippet)} />
    </>
  );
}
