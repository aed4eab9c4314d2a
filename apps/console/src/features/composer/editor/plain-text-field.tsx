import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import classes from './plain-text-field.module.css';
import { useCaretAtFieldEnd } from './use-caret-at-field-end.js';

/**
 * Where the caret stood in a field whose place is taken by another, by the words before it, or before both ends of what was selected;
 * `elsewhere`: the agent had gone on to something else. Undefined: there was no such field.
 */
export type LeftField = { from: string; to: string } | 'elsewhere' | undefined;

interface Props {
  text: string;
  label: string;
  placeholder: string;
  /** The language of the text; undefined: not known. */
  language: string | undefined;
  caret: boolean;
  left: RefObject<LeftField>;
  onText: (text: string) => void;
  onFiles: (files: File[]) => void;
  /** A letter is begun that takes several keys, such as one with an accent; it is written once that is over. */
  onComposing: (isComposing: boolean) => void;
}

/** The text field of channels without formatting; it also stands in until the editor is loaded. */
export function PlainTextField({ text, label, placeholder, language, caret, left, ...on }: Props) {
  const { onText, onFiles, onComposing } = on;
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const own = field.current!;
    if (typeof left.current === 'object') {
      own.focus();
      own.setSelectionRange(left.current.from.length, left.current.to.length);
    }
    left.current = undefined;
    return () => {
      const before = (end: number) => own.value.slice(0, end);
      left.current =
        document.activeElement === own
          ? { from: before(own.selectionStart), to: before(own.selectionEnd) }
          : 'elsewhere';
    };
  }, [left]);
  useCaretAtFieldEnd(field, caret);
  const composed = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(composed.current);
      // In a field that has gone nobody is writing a letter.
      onComposing(false);
    },
    [onComposing],
  );
  return (
    <textarea
      ref={field}
      className={classes.field}
      aria-label={label}
      placeholder={placeholder}
      lang={language}
      dir="auto"
      value={text}
      onChange={({ currentTarget: { value } }) => onText(value)}
      onCompositionStart={() => {
        clearTimeout(composed.current);
        onComposing(true);
      }}
      // Firefox writes the letter after this event. The same key may begin the next one, as in Korean.
      onCompositionEnd={() => {
        composed.current = setTimeout(() => onComposing(false));
      }}
      onPaste={(event) => {
        const pasted = [...event.clipboardData.files];
        if (pasted.length === 0) return;
        event.preventDefault();
        onFiles(pasted);
      }}
    />
  );
}
