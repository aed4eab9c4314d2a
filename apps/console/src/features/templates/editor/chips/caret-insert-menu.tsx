import { SuggestionMenu } from '../../../../shared/suggestions/suggestion-menu.js';
import classes from './chip-field.module.css';
import type { Insertion } from './use-insertions.js';
import type { Place } from './use-text-position-coordinates.js';
import { useTexts } from '../../../../shared/i18n/use-texts.js';

interface Props {
  id: string;
  /** Where the caret is. */
  place: Place | undefined;
  found: readonly Insertion[];
  active: number;
  typed: string;
  /** Whether blocks are looked for, too. */
  hasBlocks: boolean;
  onTake: (chosen: Insertion) => void;
}

const shownAs = ({ value, label, hint, group, isWaiting }: Insertion) => ({
  ...{ key: value, label, hint, group },
  disabled: isWaiting,
});

/** What can be inserted at the caret. */
export function CaretInsertMenu({ place, typed, hasBlocks, ...list }: Props) {
  const { t } = useTexts();
  return (
    <SuggestionMenu
      {...list}
      label={t('templates.edit.insert')}
      shownAs={shownAs}
      nothing={t(hasBlocks ? 'templates.edit.noInsertion' : 'templates.edit.noVariable', { typed: typed.trim() })}
      opened={place !== undefined}
      position="bottom-start"
      width={380}
    >
      <span className={classes.anchor} style={place} aria-hidden />
    </SuggestionMenu>
  );
}
