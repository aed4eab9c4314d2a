import type { TemplateBlock } from '@guichet/contracts';
import { Chip, Group, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { variablesQuery } from '../../../shared/api/template-queries.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { variableLabel } from '../../../shared/i18n/variable-label.js';
import classes from './content-editor.module.css';
import { leftOutVariables } from './editable-content.js';

interface Props {
  block: TemplateBlock;
  number: number;
  onChange: (change: Partial<TemplateBlock>) => void;
}

/** Asks which variables of the full wording the short one need not say; nothing where it says them all. */
export function ShortWordingLeftOutVariables({ block, number, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const { data: variables = [] } = useQuery(variablesQuery);
  const id = useId();
  const names = leftOutVariables(block);
  if (names.length === 0) return null;
  const labelOf = (name: string) => {
    const known = variables.find((variable) => variable.name === name);
    return known ? variableLabel(known, shownLanguage(i18n)) : name;
  };
  return (
    <div role="group" aria-labelledby={id}>
      <p id={id} className={classes.leftOut}>
        {t('templates.edit.mayLeaveOut')}
        <VisuallyHidden>, {number}</VisuallyHidden>
      </p>
      <Chip.Group
        multiple
        value={(block.mayLeaveOut ?? []).filter((name) => names.includes(name))}
        onChange={(mayLeaveOut) => onChange({ mayLeaveOut })}
      >
        <Group gap={6}>
          {names.map((name) => (
            <Chip key={name} value={name} size="xs">
              {labelOf(name)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </div>
  );
}
