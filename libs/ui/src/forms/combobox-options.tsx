import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useKitTexts } from '../kit-texts.js';
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

interface NoOptionProps {
  /** Nothing was typed that could be looked for. */
  isUnasked: boolean;
  looking: boolean;
  /** Why there is nothing, where it is not that nothing matches. */
  why: string | undefined;
}

/** Stands where there is nothing to choose, and says why. */
export function NoOption({ isUnasked, looking, why }: NoOptionProps) {
  const texts = useKitTexts().combobox;
  return (
    <li className={classes.none} role="option" aria-selected={false} aria-disabled>
      {isUnasked ? texts.typeToSearch : looking ? texts.searching : (why ?? texts.noMatch)}
    </li>
  );
}

type CreateOptionProps = Pick<OptionProps, 'id' | 'isActive' | 'onPoint' | 'onChoose'> & { text: string };

/** Stands behind the choices, and says how it is taken while it is marked. */
export function CreateOption({ id, text, isActive, onPoint, onChoose }: CreateOptionProps) {
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

export const ChoiceOption = ({ id, choice, beginsGroup, isChosen, isActive, onPoint, onChoose }: OptionProps) => (
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
