import { useImperativeHandle, useRef, useState, type CSSProperties, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './chip-field.module.css';
import { useChipContext } from './chip-context.js';
import { valueSource } from './write-liquid-source.js';
import { ChipPopover } from './chip-popover.js';
import { insertChip, insertPassage, leaveChip, selectChip } from './edit-wording.js';
import { CaretInsertMenu } from './caret-insert-menu.js';
import type { InsertQuery } from './insert-trigger.js';
import { useChipTexts } from './use-chip-texts.js';
import { useCaretInsertMenu } from './use-caret-insert-menu.js';
import { useInsertions, useWaitingBlocks, type Insertion } from './use-insertions.js';
import { useTextPositionCoordinates } from './use-text-position-coordinates.js';
import { selectedChip, useWordingView } from './use-wording-view.js';
import { sourceOf } from './wording-document.js';

/** What the button above a wording asks of its field. */
export interface WordingHandle {
  insert: (chosen: Insertion) => void;
  focus: () => void;
}

export interface ChipFieldProps {
  id: string;
  labelledBy: string;
  describedBy: string | undefined;
  /** What its being empty means. */
  blank: string | undefined;
  /** The language of the wording. */
  language: string;
  value: string;
  maxLength: number;
  minRows: number;
  /** It is a single line: Enter does nothing in it. */
  isOneLine: boolean;
  readOnly: boolean;
  /** Whether blocks can be included. */
  mayInclude: boolean;
  handle: Ref<WordingHandle>;
  onText: (text: string) => void;
  onBlur: () => void;
}

/** A wording with its variables as chips and its conditions as frames. */
export function ChipField({ handle, value, onText, onBlur, ...field }: ChipFieldProps) {
  const { t, i18n } = useTranslation();
  const host = useRef<HTMLDivElement>(null);
  /** By what it was opened that says what can be done with the selected chip; undefined: it is not. */
  const [opened, setOpened] = useState<'key' | 'pointer'>();
  const isOpen = opened !== undefined;
  const textOf = useChipTexts();
  const { language, isBlock } = useChipContext();
  const insertions = useInsertions(language, field.mayInclude);
  const waiting = useWaitingBlocks(language, field.mayInclude && !field.readOnly);
  const keys = useRef<(event: KeyboardEvent) => boolean>(() => false);
  const listId = `${field.id}-insert`;
  const [isListed, setIsListed] = useState<number>();
  const { view, state, change, edit, insert, focus } = useWordingView({
    host,
    value,
    maxLength: field.maxLength,
    readOnly: field.readOnly,
    isOneLine: field.isOneLine,
    attributes: attributesOf(field, isListed === undefined ? undefined : { listId, active: isListed }),
    textOf,
    language: i18n.language,
    onText,
    onOpen: setOpened,
    onMenuKey: (event) => keys.current(event),
    onBlur: () => {
      menu.close();
      onBlur();
    },
  });
  const put = ({ variable, source }: Insertion, query?: InsertQuery) => {
    const chip = source ?? (variable && variable.type !== 'flag' ? valueSource(variable.name) : undefined);
    if (chip !== undefined) return insert((before) => insertChip(before, chip, query));
    const name = variable?.name ?? firstAsked(insertions);
    let at = 0;
    insert((before) => {
      at = (query ?? before.selection).from;
      return insertPassage(before, { names: [name], joiner: 'and' }, query);
    });
    // On what a passage depends is chosen first, unless it was.
    if (variable) return;
    edit((before) => selectChip(before, at));
    setOpened('key');
  };
  const menu = useCaretInsertMenu({ state, insertions, waiting, onTake: put });
  keys.current = menu.onMenuKey;
  const active = menu.query && !field.readOnly ? menu.active : undefined;
  if (active !== isListed) setIsListed(active);
  useImperativeHandle(handle, () => ({ insert: put, focus }));
  const chip = selectedChip(state);
  // Whoever goes on with the keys leaves the chip, and what can be done with it.
  if (isOpen && !chip) setOpened(undefined);
  const place = useTextPositionCoordinates({ view, host, state, at: isOpen ? state.selection.from : menu.query?.from });
  const spoken = chip && textOf(sourceOf(chip.node));
  return (
    <div
      ref={host}
      className={classes.host}
      data-readonly={field.readOnly || undefined}
      style={{ '--rows': field.minRows } as CSSProperties}
    >
      {value === '' && field.blank && (
        <span className={classes.blank} aria-hidden>
          {field.blank}
        </span>
      )}
      <p className="g-sr" aria-live="polite">
        {spoken && !field.readOnly && t('templates.chips.selected', { label: spoken.label, sort: spoken.sort })}
      </p>
      <CaretInsertMenu
        id={listId}
        place={active !== undefined && !isOpen ? place : undefined}
        found={menu.found}
        active={menu.active}
        typed={menu.query?.typed ?? ''}
        hasBlocks={field.mayInclude && !isBlock}
        onTake={menu.take}
      />
      <ChipPopover
        state={state}
        place={isOpen ? place : undefined}
        takesFocus={opened === 'key'}
        onChange={change}
        onClose={(last = leaveChip) => {
          setOpened(undefined);
          edit(last);
        }}
      />
    </div>
  );
}

/** Returns the variable on which a passage depends until another is chosen. */
const firstAsked = (insertions: readonly Insertion[]): string =>
  insertions.find(({ variable }) => variable?.source === 'agent')?.value ?? '';

/** Returns the attributes of the element in which is written. */
function attributesOf(
  {
    id,
    labelledBy,
    describedBy,
    language,
    readOnly,
  }: Pick<ChipFieldProps, 'id' | 'labelledBy' | 'describedBy' | 'language' | 'readOnly'>,
  listed: { listId: string; active: number } | undefined,
): Record<string, string> {
  return {
    id,
    role: 'textbox',
    class: classes.text!,
    lang: language,
    tabindex: '0',
    spellcheck: 'true',
    'aria-multiline': 'true',
    'aria-readonly': String(readOnly),
    'aria-labelledby': labelledBy,
    ...(describedBy && { 'aria-describedby': describedBy }),
    ...(listed && {
      'aria-autocomplete': 'list',
      'aria-controls': listed.listId,
      'aria-activedescendant': `${listed.listId}-${listed.active}`,
    }),
  };
}
