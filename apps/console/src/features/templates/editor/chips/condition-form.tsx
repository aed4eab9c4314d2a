import { stripDiacritics } from '@guichet/ui';
import { ActionIcon, Button, NativeSelect, Select, type OptionsFilter } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { variablesQuery } from '../../../../shared/api/template-queries.js';
import { shownLanguage } from '../../../../shared/i18n/shown-language.js';
import { useTexts } from '../../../../shared/i18n/use-texts.js';
import classes from './chip-field.module.css';
import { useConditionText } from './use-chip-texts.js';
import type { Condition } from './wording-pieces.js';

interface Props {
  word: string;
  condition: Condition;
  onChange: (next: { word: string; condition: Condition }) => void;
}

const most = 5;

/** Asks on what a passage depends, in plain words: which variables have a value, all of them or one. */
export function ConditionForm({ word, condition, onChange }: Props) {
  const { t } = useTexts();
  const { names, joiner } = condition;
  const set = (next: readonly string[]) => onChange({ word, condition: { names: next, joiner } });
  const next = useUnused(names);
  return (
    <>
      {word !== 'elsif' && (
        <NativeSelect
          aria-label={t('templates.chips.condition')}
          data-autofocus
          data={[
            { value: 'if', label: t('templates.chips.onlyIf') },
            { value: 'unless', label: t('templates.chips.exceptIf') },
          ]}
          value={word}
          onChange={(event) => onChange({ word: event.currentTarget.value, condition })}
        />
      )}
      {names.map((name, at) => (
        <ConditionRow
          key={at}
          name={name}
          number={at + 1}
          joiner={at > 0 ? joiner : undefined}
          onName={(chosen) => set(names.with(at, chosen))}
          onJoiner={(chosen) => onChange({ word, condition: { names, joiner: chosen } })}
          onRemove={names.length > 1 ? () => set(names.toSpliced(at, 1)) : undefined}
        />
      ))}
      {names.length < most && next !== undefined && (
        <Button
          size="compact-xs"
          variant="subtle"
          justify="flex-start"
          leftSection={<IconPlus size={14} stroke={1.75} />}
          onClick={() => set([...names, next])}
        >
          {t('templates.chips.addCondition')}
        </Button>
      )}
    </>
  );
}

/** Returns the first variable that does not decide yet. */
function useUnused(names: readonly string[]): string | undefined {
  const { data: variables = [] } = useQuery(variablesQuery);
  return variables.find(({ name, source }) => source === 'agent' && !names.includes(name))?.name;
}

/** Whoever types « echeance » finds « Échéance ». */
const withoutDiacritics: OptionsFilter = ({ options, search }) => {
  const wanted = stripDiacritics(search.trim().toLowerCase());
  return options.filter((one) => 'label' in one && stripDiacritics(one.label.toLowerCase()).includes(wanted));
};

interface RowProps {
  name: string;
  number: number;
  joiner: Condition['joiner'] | undefined;
  onName: (name: string) => void;
  onJoiner: (joiner: Condition['joiner']) => void;
  onRemove: (() => void) | undefined;
}

function ConditionRow({ name, number, joiner, onName, onJoiner, onRemove }: RowProps) {
  const { t, i18n } = useTranslation();
  const { data: variables = [] } = useQuery(variablesQuery);
  const conditionText = useConditionText();
  const language = shownLanguage(i18n);
  const choices = variables
    .filter(({ field, name: one }) => !field?.archived || one === name)
    .map((variable) => ({ value: variable.name, label: conditionText(variable.name) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
  const isKnown = choices.some(({ value }) => value === name);
  return (
    <div className={classes.row}>
      {joiner && (
        <NativeSelect
          aria-label={t('templates.chips.joiner')}
          data={(['and', 'or'] as const).map((one) => ({ value: one, label: t(`templates.chips.${one}`) }))}
          value={joiner}
          onChange={(event) => onJoiner(event.currentTarget.value as Condition['joiner'])}
        />
      )}
      <Select
        className={classes.grow}
        aria-label={t('templates.chips.conditionNumber', { number })}
        data={isKnown ? choices : [{ value: name, label: name }, ...choices]}
        value={name}
        allowDeselect={false}
        searchable
        filter={withoutDiacritics}
        nothingFoundMessage={t('templates.chips.noCondition')}
        // The window that this stands in closes at a press outside of it.
        comboboxProps={{ withinPortal: false }}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(chosen) => chosen !== null && onName(chosen)}
      />
      {onRemove && (
        <ActionIcon size={34} aria-label={t('templates.chips.removeCondition', { number })} onClick={onRemove}>
          <IconX size={16} stroke={1.5} />
        </ActionIcon>
      )}
    </div>
  );
}
