import { useLayoutEffect, useRef, type RefObject } from 'react';
import classes from './composer.module.css';

/** The words before the caret, where another field takes the place of the one that the hand is in. */
export type HandedOver = RefObject<string | null>;

interface Props {
  text: string;
  label: string;
  placeholder: string;
  caret: boolean;
  handed: HandedOver;
  onText: (text: string) => void;
  onFiles: (files: File[]) => void;
}

/** For channels without formatting, and until the editor is there. */
export function PlainField({ text, label, placeholder, caret, handed, onText, onFiles }: Props) {
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
  return (
    <textarea
      ref={field}
      className={classes.early}
      aria-label={label}
      placeholder={placeholder}
      autoFocus={caret}
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
