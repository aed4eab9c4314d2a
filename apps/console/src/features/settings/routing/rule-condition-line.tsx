import { AuthenticationVerdict, type Condition } from '@guichet/contracts';
import { ActionIcon, MultiSelect, Select, TagsInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { askedBy, isOnField, withConditionKind, type Asked } from './edit-rule.js';
import { FieldConditionValues } from './field-condition-values.js';
import classes from './rule-dialog.module.css';
import { useEntityNames } from '../../../shared/i18n/use-entity-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

interface Props {
  condition: Condition;
  /** By what it can be chosen. */
  kinds: readonly Asked[];
  place: number;
  wrong: boolean;
  autoFocus: boolean;
  onChange: (next: Condition) => void;
  onRemove: () => void;
}

/** A line of the rule dialog with one condition: "… says [école] [inscri*]". */
export function RuleConditionLine({ condition, kinds, place, wrong, autoFocus, onChange, onRemove }: Props) {
  const { t } = useTexts();
  const ways = ['yes', 'no'] as const;
  return (
    <li className={classes.line}>
      <div className={classes.asked}>
        <Select
          aria-label={t('routing.rule.askOf', { place })}
          data={kinds.map((asked) => ({
            group: t(`routing.rule.asked.${asked}`),
            items: ways.map((way) => ({ value: `${asked}.${way}`, label: t(`routing.rule.ask.${asked}.${way}`) })),
          }))}
          value={`${askedBy(condition)}.${condition.not ? 'no' : 'yes'}`}
          onChange={(value) => {
            const [asked, way] = (value ?? '').split('.') as [Asked, 'yes' | 'no'];
            onChange(withConditionKind(condition, asked, way === 'no'));
          }}
          allowDeselect={false}
          maxDropdownHeight={360}
        />
      </div>
      <div className={classes.values}>
        <Values condition={condition} place={place} wrong={wrong} autoFocus={autoFocus} onChange={onChange} />
      </div>
      <ActionIcon aria-label={t('routing.rule.removeCondition', { place })} onClick={onRemove}>
        <IconX size={16} stroke={1.5} />
      </ActionIcon>
    </li>
  );
}

function Values({ condition, place, wrong, autoFocus, onChange }: Omit<Props, 'kinds' | 'onRemove'>): ReactElement {
  const { t } = useTexts();
  const names = useEntityNames();
  if (condition.on === 'hours') return <span className={classes.aside}>{t('routing.rule.hoursHint')}</span>;
  if (isOnField(condition)) return <FieldConditionValues {...{ condition, place, wrong, autoFocus, onChange }} />;
  const common = {
    'aria-label': t('routing.rule.valuesOf', { place }),
    'data-autofocus': autoFocus || undefined,
    autoFocus,
    error: wrong && t('routing.rule.needed'),
  };
  // The value of each kind of condition is a list of texts; which texts, the choices say.
  const set = (is: string[]) => onChange({ ...condition, is } as Condition);
  switch (condition.on) {
    case 'words':
    case 'sender':
      return (
        <TagsInput
          {...common}
          description={t(`routing.rule.${condition.on === 'words' ? 'wordsHint' : 'senderHint'}`)}
          inputWrapperOrder={['input', 'error', 'description']}
          value={condition.is}
          onChange={set}
          acceptValueOnBlur
          maxTags={100}
        />
      );
    case 'authentication':
      return (
        <MultiSelect
          {...common}
          data={AuthenticationVerdict.options.map((value) => ({ value, label: t(`senders.verdict.${value}`) }))}
          value={condition.is}
          onChange={set}
        />
      );
    case 'language':
      return (
        <MultiSelect {...common} searchable data={names.languages(condition.is)} value={condition.is} onChange={set} />
      );
    case 'channel':
      return <MultiSelect {...common} searchable data={names.channels} value={condition.is} onChange={set} />;
    case 'account':
      return <MultiSelect {...common} searchable data={names.accounts} value={condition.is} onChange={set} />;
    case 'caseType':
      return (
        <MultiSelect {...common} searchable data={names.caseTypes(condition.is)} value={condition.is} onChange={set} />
      );
  }
}
