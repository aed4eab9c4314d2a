import type { SearchHit } from '@guichet/contracts';
import { HighlightedText, Keycaps, StatusMark } from '@guichet/ui';
import { memo, type ReactNode } from 'react';
import { withoutName, withReadableNumbers } from '../../shared/cases/readable-search-snippet.js';
import { displayName } from '../../shared/i18n/display-name.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { keycapOf } from '../../shared/keyboard/shortcut-keys.js';
import { usePreferences } from '../../shared/session/browser-preferences.js';
import classes from './palette-row.module.css';
import type { PaletteItem } from './palette-sections.js';
import type { PaletteAction } from './palette-action.js';

function ActionLine({ action }: { action: PaletteAction }) {
  const { shortcuts } = usePreferences();
  const [keys] = (shortcuts && action.keys) || [];
  return (
    <>
      <span className={classes.icon}>
        <action.icon size={17} stroke={1.5} />
      </span>
      <span className={classes.label}>{action.label}</span>
      {keys !== undefined && (
        <span className={classes.keys}>
          <Keycaps keys={[keycapOf(keys)]} />
        </span>
      )}
    </>
  );
}

function CaseLine({ hit }: { hit: SearchHit }) {
  const { t } = useTexts();
  const name = displayName(hit.case.citizen?.name);
  const references = hit.mergedFrom.map(({ reference }) => reference).join(', ');
  const mergedFrom = t('search.mergedFrom', { count: hit.mergedFrom.length, references });
  return (
    <span className={classes.case}>
      <StatusMark iconOnly status={hit.case.status} label={t(`common.status.${hit.case.status}`)} />
      <span className={classes.words}>
        <bdi className={classes.subject}>{hit.case.subject || t('common.noSubject')}</bdi>
        <bdi className={classes.snippet}>
          {name} · {hit.file && `${hit.file.name} · `}
          {hit.mergedFrom.length > 0 && `${mergedFrom} · `}
          <HighlightedText pieces={withReadableNumbers(withoutName(hit.snippet, hit.case.citizen?.name ?? ''))} />
        </bdi>
      </span>
      <span className={classes.reference}>{hit.case.reference}</span>
    </span>
  );
}

interface Props {
  id: string;
  item: PaletteItem;
  isMarked: boolean;
  onChoose: (item: PaletteItem) => void;
}

/** One line of the palette. It is drawn anew only when it is marked or changes: whoever goes through the list redraws two of them. */
export const PaletteRow = memo(function PaletteRow({ id, item, isMarked, onChoose }: Props): ReactNode {
  return (
    <button
      type="button"
      role="option"
      id={id}
      className={classes.entry}
      aria-selected={isMarked}
      data-selected={isMarked || undefined}
      tabIndex={-1}
      onClick={() => onChoose(item)}
    >
      {'action' in item ? <ActionLine action={item.action} /> : <CaseLine hit={item.hit} />}
    </button>
  );
});
