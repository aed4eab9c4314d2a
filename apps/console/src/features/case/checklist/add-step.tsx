import { checklistLimits } from '@guichet/contracts';
import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './checklist.module.css';

/** Adds steps to the case, one after another by Enter, until the field is left empty. `onAdd` returns whether it was done. */
export function AddStep({ onAdd }: { onAdd: (label: string) => Promise<boolean> }) {
  const { t } = useTexts();
  const [typed, setTyped] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setTyped(undefined);
    requestAnimationFrame(() => button.current?.focus());
  };
  const add = async () => {
    const label = typed?.trim() ?? '';
    if (label === '') return;
    setTyped('');
    // What was refused is there to be tried again.
    if (!(await onAdd(label))) setTyped((now) => now || label);
  };
  if (typed === undefined)
    return (
      <Button
        ref={button}
        className={classes.add}
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
        onClick={() => setTyped('')}
      >
        {t('case.checklist.add')}
      </Button>
    );
  return (
    <TextInput
      size="xs"
      mt={8}
      autoFocus
      aria-label={t('case.checklist.name')}
      placeholder={t('case.checklist.placeholder')}
      maxLength={checklistLimits.label}
      dir="auto"
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => {
        void add();
        setTyped(undefined);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void (typed.trim() === '' ? close() : add());
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    />
  );
}
