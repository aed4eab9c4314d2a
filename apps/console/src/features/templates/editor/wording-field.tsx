import { Textarea } from '@mantine/core';
import { useRef } from 'react';
import classes from './content-editor.module.css';
import { InsertVariableMenu } from './insert-variable-menu.js';

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
  onText: (text: string) => void;
}

/** The field of one wording, with a menu that inserts a variable at the caret. */
export function WordingField({
  id,
  label,
  longLabel,
  hint,
  blank,
  language,
  value,
  maxLength,
  minRows,
  readOnly,
  onText,
}: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const visited = useRef(false);

  const insert = (piece: string) => {
    const area = field.current;
    if (!area) return;
    area.focus();
    if (!visited.current) area.setSelectionRange(area.value.length, area.value.length);
    // As if it was typed, so that it can be undone like what is typed.
    document.execCommand('insertText', false, piece);
  };

  return (
    <div className={classes.field}>
      <div className={classes.labelled}>
        <label htmlFor={id}>
          {label}
          {longLabel && <span className="g-sr"> ({longLabel})</span>}
        </label>
        {!readOnly && <InsertVariableMenu of={longLabel ?? label} onChoose={insert} />}
      </div>
      <Textarea
        ref={field}
        id={id}
        classNames={{ input: classes.wording }}
        style={{ '--rows': minRows }}
        maxLength={maxLength}
        lang={language}
        dir="auto"
        spellCheck
        readOnly={readOnly}
        variant={readOnly ? 'filled' : 'default'}
        aria-describedby={hint ? `${id}-hint` : undefined}
        placeholder={blank}
        value={value}
        onFocus={() => (visited.current = true)}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      {hint && (
        <p id={`${id}-hint`} className={classes.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
