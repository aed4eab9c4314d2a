import { Skeleton } from '@mantine/core';
import { Suspense, useEffect, useRef, useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { lazyPart } from '../../../shared/router/lazy-parts.js';
import { useChipContext } from './chips/chip-context.js';
import type { WordingHandle } from './chips/chip-field.js';
import { readWording, type OnlyAsCode } from './chips/wording-pieces.js';
import { CodeField } from './wording-source-field.js';
import classes from './content-editor.module.css';
import { TextIsShown } from './text-shown-context.js';
import { InsertButtonMenu } from './insert-button-menu.js';

const ChipField = lazyPart(() => import('./chips/chip-field.js'), 'ChipField');

interface Props {
  id: string;
  label: string;
  /** Where `label` alone does not say which it is. */
  longLabel?: string;
  hint?: string;
  /** What its being empty means. */
  blank?: string;
  /** The language of the wording. */
  language: string;
  value: string;
  maxLength: number;
  minRows: number;
  readOnly: boolean;
  /** It is a single line, as a subject. */
  isOneLine?: boolean;
  /** Whether shared blocks can be included there. */
  mayInclude?: boolean;
  onText: (text: string) => void;
}

/** The field of one wording, with a menu that inserts a variable at the caret. */
export function WordingField({
  label,
  longLabel,
  hint,
  blank,
  mayInclude = false,
  isOneLine = false,
  onText,
  ...field
}: Props) {
  const { id, readOnly } = field;
  const handle = useRef<WordingHandle>(null);
  const { onlyAsCode, ...judged } = useOnlyAsCode(field.value, onText);
  const { isCode } = useChipContext();
  const described = [hint && `${id}-hint`, onlyAsCode && `${id}-code`].filter(Boolean).join(' ');
  const shared = {
    ...field,
    ...judged,
    handle,
    mayInclude,
    blank,
    labelledBy: `${id}-label`,
    describedBy: described || undefined,
  };
  return (
    <div className={classes.field}>
      <div className={classes.labelled}>
        {/* The chips are no form control that a label could name: clicking it leads to them all the same. */}
        <label id={`${id}-label`} htmlFor={id} onClick={() => handle.current?.focus()}>
          {label}
          {longLabel && <span className="g-sr"> ({longLabel})</span>}
        </label>
        {!readOnly && (
          <InsertButtonMenu
            of={longLabel ?? label}
            mayInclude={mayInclude}
            onChoose={(chosen) => handle.current?.insert(chosen)}
          />
        )}
      </div>
      {isCode || onlyAsCode ? (
        <>
          <CodeField {...shared} isOneLine={isOneLine} />
          <TextIsShown />
        </>
      ) : (
        <Suspense fallback={<Skeleton height={field.minRows * 24 + 16} />}>
          <ChipField {...shared} isOneLine={isOneLine} />
          <TextIsShown />
        </Suspense>
      )}
      {onlyAsCode && !isCode && (
        <p id={`${id}-code`} className={classes.hint}>
          <OnlyAsCodeText onlyAsCode={onlyAsCode} />
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className={classes.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}

/**
 * Returns why a wording is shown as its code. While it is written it stays as it is, half typed or not; it is judged again once the
 * author has left it.
 */
function useOnlyAsCode(value: string, onText: (text: string) => void) {
  const [judged, setJudged] = useState(value);
  const written = useRef(false);
  const latest = useRef(value);
  latest.current = value;
  useEffect(() => {
    if (!written.current) setJudged(value);
  }, [value]);
  const wording = readWording(judged);
  return {
    onlyAsCode: 'onlyAsCode' in wording ? wording.onlyAsCode : undefined,
    onText: (text: string) => {
      written.current = true;
      onText(text);
    },
    onBlur: () => {
      written.current = false;
      setJudged(latest.current);
    },
  };
}

function OnlyAsCodeText({ onlyAsCode }: { onlyAsCode: OnlyAsCode }) {
  const { t } = useTexts();
  return t(`templates.chips.only.${onlyAsCode.reason}`, { name: 'name' in onlyAsCode ? onlyAsCode.name : '' });
}
