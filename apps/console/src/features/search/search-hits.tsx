import type { SearchHit } from '@guichet/contracts';
import { Link } from '@tanstack/react-router';
import { updateListState } from '../../shared/cases/case-list-state.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { CaseRow } from '../inbox/index.js';
import { HitPassage } from './hit-passage.js';
import classes from './search-page.module.css';

/** Where a hit opens its case: at the entry and, where it is in a file, with that one marked. */
export const placeOf = (hit: SearchHit | undefined): { at: number | undefined; file: string | undefined } => ({
  at: hit?.position ?? undefined,
  file: hit?.file?.id,
});

interface Props {
  hits: readonly SearchHit[];
  /** What was asked, as it stands in the address. */
  asked: { q: string; order?: 'newest' };
  /** The case that is open beside the list. */
  caseId: string | undefined;
  onMove: (step: 1 | -1) => void;
}

/** The cases that were found; each opens at the entry that was. */
export function SearchHits({ hits, asked, caseId, onMove }: Props) {
  const { t } = useTexts();
  return (
    <ul className={classes.list} aria-label={t('search.found', { count: hits.length })}>
      {hits.map((hit) => (
        <li key={`${hit.case.id}-${hit.position}`} data-case-id={hit.case.id}>
          <CaseRow
            item={hit.case}
            {...((hit.snippet.length > 0 || hit.missing.length > 0 || hit.mergedFrom.length > 0) && {
              snippet: <HitPassage {...hit} />,
            })}
            link={(content) => (
              <Link
                to="/search/$caseId"
                params={{ caseId: hit.case.id }}
                search={{ ...asked, ...placeOf(hit) }}
                aria-current={hit.case.id === caseId ? 'true' : undefined}
                onFocus={() => updateListState({ activeId: hit.case.id })}
                onKeyDown={(event) => {
                  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
                  event.preventDefault();
                  onMove(event.key === 'ArrowDown' ? 1 : -1);
                }}
              >
                {content}
              </Link>
            )}
          />
        </li>
      ))}
    </ul>
  );
}
