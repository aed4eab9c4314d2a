import { SearchField } from '@guichet/ui';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './template-list.module.css';
import { states, type LibrarySearch } from '../template-search-params.js';

interface Props {
  search: LibrarySearch;
  change: (next: LibrarySearch) => void;
}

/** The search and the state filter of the library. Both are in the address, so that a view can be shared. */
export function TemplateFilters({ search, change }: Props) {
  const { t } = useTexts();
  const kept = { q: search.q, order: search.order };
  const [text, setText] = useState(search.q ?? '');
  useEffect(() => setText(search.q ?? ''), [search.q]);
  const apply = useDebouncedCallback((q: string) => change({ ...search, q: q.trim() || undefined }), 200);
  return (
    <div className={classes.filters}>
      <SearchField
        className={classes.find}
        label={t('templates.find')}
        placeholder={t('templates.find')}
        value={text}
        onText={(next) => {
          setText(next);
          apply(next);
        }}
        onClear={() => {
          setText('');
          change({ ...search, q: undefined });
        }}
      />
      <div className={classes.chips} role="group" aria-label={t('templates.filter')}>
        {[undefined, ...states].map((state) => (
          <button
            key={state ?? 'any'}
            type="button"
            className={classes.chip}
            aria-pressed={search.state === state && !search.scope && !search.blocks}
            onClick={() => change({ ...kept, state })}
          >
            {t(`templates.filters.${state ?? 'any'}`)}
          </button>
        ))}
        <button
          type="button"
          className={classes.chip}
          aria-pressed={search.scope === 'mine'}
          onClick={() => change({ ...kept, scope: 'mine' })}
        >
          {t('templates.scope.onlyMine')}
        </button>
        <button
          type="button"
          className={classes.chip}
          aria-pressed={search.blocks === '1'}
          onClick={() => change({ ...kept, blocks: '1' })}
        >
          {t('templates.blocks.filter')}
        </button>
      </div>
    </div>
  );
}
