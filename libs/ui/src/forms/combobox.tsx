import { IconCheck } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { useKitTexts } from '../kit-texts.js';
import { activeOption, movedOption, NONE } from './active-option.js';
import { stripDiacritics } from '../text/strip-diacritics.js';
import classes from './combobox.module.css';

export interface Choice {
  value: string;
  label: string;
  mark?: ReactNode;
  hint?: ReactNode;
  /** A second line, which distinguishes it from others with the same label. */
  detail?: string | undefined;
  /** What stands above the first of those that belong together. */
  group?: string | undefined;
}

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
  const texts = useKitTexts().combobox;
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
    setMarked(undefined);
  };
  /** What is typed next looks for another one. Until then, the list stays as it is under the pointer. */
  const chooseByPointer = (position: number) => {
    choose(position);
    if (!multiple) return;
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
          <li className={classes.none} role="option" aria-selected={false} aria-disabled>
            {onText && text.trim() === '' ? texts.typeToSearch : looking ? texts.searching : texts.noMatch}
          </li>
        )}
      </ul>
    </div>
  );
}

type CreateOptionProps = Pick<OptionProps, 'id' | 'isActive' | 'onPoint' | 'onChoose'> & { text: string };

/** Stands behind the choices, and says how it is taken while it is marked. */
function CreateOption({ id, text, isActive, onPoint, onChoose }: CreateOptionProps) {
  const texts = useKitTexts().combobox;
  return (
    <li
      id={id}
      className={classes.choice}
      role="option"
      aria-selected={false}
      data-active={isActive || undefined}
      onPointerMove={onPoint}
      onClick={onChoose}
    >
      <span className={classes.text}>
        {texts.create(text)}
        {isActive && <span className={classes.detail}>{texts.createByEnter}</span>}
      </span>
    </li>
  );
}

interface OptionProps {
  id: string;
  choice: Choice;
  beginsGroup: boolean;
  isChosen: boolean;
  isActive: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

const ChoiceOption = ({ id, choice, beginsGroup, isChosen, isActive, onPoint, onChoose }: OptionProps) => (
  <>
    {choice.group !== undefined && beginsGroup && (
      <li role="presentation" className={classes.group}>
        {choice.group}
      </li>
    )}
    <li
      id={id}
      className={classes.choice}
      role="option"
      aria-selected={isChosen}
      aria-description={choice.group}
      data-active={isActive || undefined}
      onPointerMove={onPoint}
      onClick={onChoose}
    >
      {choice.mark}
      <span className={classes.text}>
        <bdi className={classes.label}>{choice.label}</bdi>
        {choice.detail && <bdi className={classes.detail}>{choice.detail}</bdi>}
      </span>
      {choice.hint && <span className={classes.hint}>{choice.hint}</span>}
      {isChosen && <IconCheck size={16} stroke={1.75} aria-hidden />}
    </li>
  </>
);
