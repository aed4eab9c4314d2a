import { searchLimits, type SearchResult } from '@guichet/contracts';
import { UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { searchQuery } from '../../shared/api/queries.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { spamSearchOf } from './spam-search-of.js';
import classes from './found-in-spam.module.css';

/** Whoever has typed nothing for so long reads what was found. Milliseconds. */
const REST = 700;

interface Props {
  q: string;
  found: SearchResult;
  onShow: (q: string) => void;
}

/** Says how many more cases are found among spam, which a search leaves out. They are looked for once nobody types any more. */
export function FoundInSpam({ q, found, onShow }: Props) {
  const { t } = useTexts();
  const [rested] = useDebouncedValue(q, REST);
  const wanted = spamSearchOf(q, found, `${t('search.operator.status')}spam`);
  const { data } = useQuery({ ...searchQuery(wanted ?? ''), enabled: wanted !== undefined && rested === q });
  if (wanted === undefined || !data || data.corrections.some(({ isUsed }) => isUsed)) return null;
  // By its reference, a case is found whatever its status.
  const shown = new Set(found.items.map((hit) => hit.case.id));
  const count = data.items.filter((hit) => hit.missing.length === 0 && !shown.has(hit.case.id)).length;
  if (count === 0) return null;
  return (
    <p className={classes.line} role="status">
      {t(count < searchLimits.shown ? 'search.inSpam' : 'search.inSpamAtLeast', { count })}
      {' · '}
      <UnstyledButton className={classes.show} onClick={() => onShow(wanted)}>
        {t('search.showSpam')}
      </UnstyledButton>
    </p>
  );
}
