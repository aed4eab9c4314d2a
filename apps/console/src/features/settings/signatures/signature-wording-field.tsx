import { SignatureVariable } from '@guichet/contracts';
import { Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './signatures.module.css';

interface Props {
  label: string;
  description?: string;
  lang: string;
  value: string;
  maxLength: number;
  minRows: number;
  onChange: (value: string) => void;
}

/** The wording of a block, with the names that it may say as chips that insert them at the caret. */
export function WordingField({ label, description, lang, value, maxLength, minRows, onChange }: Props) {
  const { t } = useTexts();
  const field = useRef<HTMLTextAreaElement>(null);
  const insert = (name: SignatureVariable) => {
    const { selectionStart = value.length, selectionEnd = value.length } = field.current ?? {};
    const piece = `{{${name}}}`;
    const next = `${value.slice(0, selectionStart)}${piece}${value.slice(selectionEnd)}`;
    if (next.length > maxLength) return;
    onChange(next);
    const caret = selectionStart + piece.length;
    // Once the new text stands in the field.
    setTimeout(() => {
      field.current?.focus();
      field.current?.setSelectionRange(caret, caret);
    });
  };
  return (
    <div>
      <Textarea
        ref={field}
        label={label}
        description={description}
        lang={lang}
        autosize
        minRows={minRows}
        maxLength={maxLength}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className={classes.chips} role="group" aria-label={t('signatureBlocks.insertInto', { field: label })}>
        {SignatureVariable.options.map((name) => (
          <button key={name} type="button" className={classes.chip} onClick={() => insert(name)}>
            {t(`signatureBlocks.variable.${name}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
