import { useLayoutEffect, useRef, type RefObject } from 'react';
import classes from './plain-text-field.module.css';
import { useFieldCaret } from './use-field-caret.js';

/** The words before the caret, where another field takes the place of the one that the hand is in. */
export type CaretHandover = RefObject<string | null>;

interface Props {
  text: string;
  label: string;
  placeholder: string;
  /** The language of the text; undefined: not known. */
  language: string | undefined;
  caret: boolean;
  handed: CaretHandover;
  onText: (text: string) => void;
  onFiles: (files: File[]) => void;
}

/** The text field of channels without formatting; it also stands in until the editor is loaded. */
export function PlainTextField({ text, label, placeholder, language, caret, handed, onText, onFiles }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const own = field.current!;
    if (handed.current !== null) {
      own.focus();
      own.setSelectionRange(handed.current.length, handed.current.length);
      handed.current = null;
    }
    return () => {
      if (document.activeElement === own) handed.current = own.value.slice(0, own.selectionEnd);
    };
  }, [handed]);
  useFieldCaret(field, caret);
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
      onPaste={(event) => {
        const pasted = [...event.clipboardData.files];
        if (pasted.length === 0) return;
        event.preventDefault();
        onFiles(pasted);
      }}
    />
  );
}
