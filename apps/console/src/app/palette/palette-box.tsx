import { IconSearch } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useEarlyEnter } from '../../shared/keyboard/use-early-enter.js';
import classes from './palette-box.module.css';
import { PaletteRow } from './palette-row.js';
import { lacksWord, type PaletteItem, type PaletteSection } from './palette-sections.js';

const listId = 'palette-list';
const idOf = ({ key }: PaletteItem) => `palette-${key}`;

interface Props {
  field: RefObject<HTMLInputElement | null>;
  /** Undefined: nothing was typed yet, and nothing is marked until an arrow key is pressed. */
  text: string | undefined;
  sections: readonly PaletteSection[];
  /** The cases still belong to what was typed before. */
  searching: boolean;
  onText: (text: string) => void;
  onChoose: (item: PaletteItem) => void;
}

/**
 * Which line is marked: the one to which the arrow keys went, as long as it is there, else the first once something was typed. A case that
 * lacks a word is not marked by itself: Enter would open that of a namesake.
 */
function useMark({ text, sections }: Pick<Props, 'text' | 'sections'>) {
  const [key, setKey] = useState<string>();
  const items = sections.flatMap((section) => section.items);
  const known = items.findIndex((item) => item.key === key);
  const isFirstMeant = text !== undefined && items[0] !== undefined && !lacksWord(items[0]);
  const at = known < 0 && isFirstMeant ? 0 : known;
  const step = (by: 1 | -1) => {
    const next = at < 0 ? items[0] : items[(at + by + items.length) % items.length];
    if (!next) return;
    setKey(next.key);
    document.getElementById(idOf(next))?.scrollIntoView({ block: 'nearest' });
  };
  return { items, at, marked: items[at], step, reset: () => setKey(undefined) };
}

/** The field of the palette, and the lines that match what is typed there. */
export function PaletteBox({ field, text, sections, searching, onText, onChoose }: Props) {
  const { t } = useTexts();
  const list = useRef<HTMLDivElement>(null);
  const { items, at, marked, step, reset } = useMark({ text, sections });
  const choose = () => {
    if (marked) onChoose(marked);
    else if (text !== undefined) step(1);
  };
  const chooseWhenFound = useEarlyEnter({ text, searching }, choose);
  const onEnter = () => {
    const isOfEarlierWords = at <= 0 && !items.some((item) => 'action' in item);
    if (searching && isOfEarlierWords) chooseWhenFound();
    else choose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else if (event.key === 'Enter') onEnter();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={classes.search}>
        <IconSearch size={18} stroke={1.5} aria-hidden />
        <input
          ref={field}
          role="combobox"
          aria-label={t('app.palette.placeholder')}
          aria-expanded={items.length > 0}
          aria-autocomplete="list"
          aria-controls={listId}
          aria-activedescendant={marked && idOf(marked)}
          placeholder={t('app.palette.placeholder')}
          autoComplete="off"
          value={text ?? ''}
          onChange={(event) => {
            onText(event.currentTarget.value);
            reset();
            list.current?.scrollTo({ top: 0 });
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={listId} className={classes.list} role="listbox" aria-label={t('app.palette.open')}>
        {sections.map((section) => (
          <div key={section.label} className={classes.section} role="group" aria-label={section.label}>
            {section.items.map((item) => (
              <PaletteRow key={item.key} id={idOf(item)} item={item} isMarked={item === marked} onChoose={onChoose} />
            ))}
          </div>
        ))}
      </div>
      {items.length === 0 && (
        <p className={classes.none} role="status">
          {t(searching ? 'common.looking' : 'app.palette.none')}
        </p>
      )}
    </>
  );
}
