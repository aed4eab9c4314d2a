import { Textarea } from '@mantine/core';
import { useImperativeHandle, useRef } from 'react';
import type { ChipFieldProps } from './chips/chip-field.js';
import { valueSource } from './chips/write-liquid-source.js';
import type { Insertion } from './chips/use-insertions.js';
import { inOneLine } from './chips/wording-in-one-line.js';
import classes from './content-editor.module.css';

/** A passage that depends on nothing yet has no variable in its place. */
const codeOf = ({ variable, source }: Insertion): string => {
  if (source !== undefined) return source;
  if (!variable) return '{% if … %}…{% endif %}';
  // A flag is not printed, but decides whether a part is rendered.
  return variable.type === 'flag' ? `{% if ${variable.name} %}…{% endif %}` : valueSource(variable.name);
};

/** A wording as its code. */
export function CodeField({
  handle,
  labelledBy,
  describedBy,
  blank,
  language,
  minRows,
  isOneLine,
  onText,
  mayInclude: _,
  ...field
}: ChipFieldProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const visited = useRef(false);
  useImperativeHandle(handle, () => ({
    focus: () => area.current?.focus(),
    insert: (chosen) => {
      if (!area.current) return;
      area.current.focus();
      if (!visited.current) area.current.setSelectionRange(area.current.value.length, area.current.value.length);
      // As if it was typed, so that it can be undone like what is typed.
      document.execCommand('insertText', false, codeOf(chosen));
    },
  }));
  return (
    <Textarea
      {...field}
      ref={area}
      classNames={{ input: classes.wording }}
      style={{ '--rows': minRows }}
      lang={language}
      dir="auto"
      spellCheck
      variant={field.readOnly ? 'filled' : 'default'}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      placeholder={blank}
      onFocus={() => (visited.current = true)}
      onChange={({ currentTarget: { value } }) => onText(isOneLine ? inOneLine(value) : value)}
    />
  );
}
