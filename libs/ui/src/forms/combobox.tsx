import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { activeOption, movedOption, NONE } from './active-option.js';
import { stripDiacritics } from '../text/strip-diacritics.js';
import { ChoiceOption, CreateOption, NoOption, type Choice } from './combobox-options.js';
import classes from './combobox.module.css';

export type { Choice };

interface Props {
  label: string;
  /** What is shown before anything is typed; by default the label. */
  placeholder?: string;
  /** The id of what describes the list. */
  describedBy?: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChoose: (value: string) => void;
  /** Offers to create what was typed when no choice has that label. */
  onCreate?: (text: string) => void;
  multiple?: boolean;
  /** Reports the typed text: the caller finds the choices for it. Without it, the choices are filtered here. */
  onText?: (text: string) => void;
  /** The choices still belong to the text that was typed before. */
  looking?: boolean;
  /** Why there is nothing to choose, where it is not that nothing matches. */
  none?: string | undefined;
}

const optionsIn = (list: HTMLElement | null) => list?.querySelectorAll('[role="option"]') ?? [];

/** The choices that contain what was typed, those that begin with it first. */
function matching(choices: readonly Choice[], typed: string): readonly Choice[] {
  const wanted = stripDiacritics(typed.trim());
  const found = choices.filter(({ label, group = '' }) =>
    [label, group].some((one) => stripDiacritics(one).includes(wanted)),
  );
  const starts = ({ label }: Choice) => (stripDiacritics(label).startsWith(wanted) ? 0 : 1);
  return wanted ? found.toSorted((a, b) => starts(a) - starts(b)) : found;
}

/** A short list to pick from by typing, arrows and Enter, or by the pointer. */
export function Combobox(props: Props) {
  const { label, placeholder = label, choices, chosen, onChoose, onCreate, multiple, onText, looking = false } = props;
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [marked, setMarked] = useState<number>();

  const found = useMemo(() => (onText ? choices : matching(choices, text)), [choices, text, onText]);
  const creatable =
    onCreate &&
    text.trim() !== '' &&
    !choices.some((choice) => stripDiacritics(choice.label) === stripDiacritics(text.trim()));
  const offered = { choices: found.length, creatable: Boolean(creatable) };
  const total = found.length + (creatable ? 1 : 0);
  const at = activeOption(marked, offered);

  const choose = (position: number) => {
    const choice = found[position];
    if (choice) onChoose(choice.value);
    else if (creatable && position === found.length) onCreate(text.trim());
  };
  const chooseByKey = () => {
    choose(at);
    if (!multiple || text === '') return;
    setText('');
    // Enter, which is meant to end it, takes nothing off again.
    setMarked(NONE);
  };
  /** What is typed next looks for another one. Until then, the list stays as it is under the pointer. */
  const chooseByPointer = (position: number) => {
    choose(position);
    if (!multiple) return;
    setMarked(NONE);
    field.current?.focus();
    field.current?.select();
  };
  // Enter pressed before the search returns chooses the first result when it arrives, not the first of the old ones.
  const [soon, setSoon] = useState(false);
  useEffect(() => {
    if (!soon || looking) return;
    setSoon(false);
    choose(0);
  });
  const go = (by: 1 | -1) => {
    const next = movedOption(at, by, offered);
    setMarked(next);
    optionsIn(list.current)[next]?.scrollIntoView({ block: 'nearest' });
  };

  return (
    <div className={classes.combobox}>
      {/* What is typed below only searches: a form around it sees here what is chosen. */}
      <input type="hidden" value={chosen.join(' ')} readOnly />
      <input
        ref={field}
        className={classes.input}
        role="combobox"
        aria-label={label}
        aria-describedby={props.describedBy}
        aria-expanded
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-activedescendant={total > 0 && at !== NONE ? `${id}-${at}` : undefined}
        placeholder={placeholder}
        data-autofocus
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          onText?.(event.currentTarget.value);
          setMarked(undefined);
          setSoon(false);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') go(1);
          else if (event.key === 'ArrowUp') go(-1);
          else if (event.key === 'Enter' && looking && !marked) setSoon(true);
          else if (event.key === 'Enter') chooseByKey();
          else return;
          event.preventDefault();
        }}
      />
      <ul
        ref={list}
        id={`${id}-list`}
        className={classes.list}
        role="listbox"
        aria-label={label}
        aria-busy={looking}
        aria-multiselectable={multiple}
      >
        {found.map((choice, position) => (
          <ChoiceOption
            key={choice.value}
            id={`${id}-${position}`}
            choice={choice}
            beginsGroup={choice.group !== found[position - 1]?.group}
            isChosen={chosen.includes(choice.value)}
            isActive={position === at}
            onPoint={() => setMarked(position)}
            onChoose={() => chooseByPointer(position)}
          />
        ))}
        {creatable && (
          <CreateOption
            id={`${id}-${found.length}`}
            text={text.trim()}
            isActive={at === found.length}
            onPoint={() => setMarked(found.length)}
            onChoose={() => chooseByPointer(found.length)}
          />
        )}
        {total === 0 && (
          <NoOption isUnasked={onText !== undefined && text.trim() === ''} looking={looking} why={props.none} />
        )}
      </ul>
    </div>
  );
}
