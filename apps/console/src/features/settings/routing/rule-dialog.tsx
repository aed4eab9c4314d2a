import type { Rule } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Button, Menu, Switch, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { RuleActionLine } from './rule-action-line.js';
import { RuleConditionLine } from './rule-condition-line.js';
import {
  actionKinds,
  conditionKinds,
  isComplete,
  isOnField,
  leavesType,
  missingParts,
  newAction,
  newCondition,
} from './edit-rule.js';
import classes from './rule-dialog.module.css';
import { RuleDialogTrial } from './rule-dialog-trial.js';
import { SentenceLine } from '../../../shared/ordered-list/sentence-line.js';
import { useRuleFields } from './use-rule-fields.js';
import { useRuleText } from './use-rule-text.js';

interface Props {
  rule: Rule;
  isNew: boolean;
  /** The other rules in their order, and with them the place of this one. */
  rulesWith: (rule: Rule) => Rule[];
  othersChanged: boolean;
  /** The number of messages with which it is tried. */
  latest: number;
  onKeep: (rule: Rule) => void;
  onClose: () => void;
}

/** One rule, written as the sentence that it is. */
export function RuleDialog({ rule: before, isNew, onKeep, onClose, ...trial }: Props) {
  const { t } = useTexts();
  const words = useRuleText();
  const [rule, setRule] = useState(before);
  const [asked, setAsked] = useState(false);
  // What was just added is where the hand goes on.
  const [added, setAdded] = useState<string>();
  const lacks = missingParts(rule);
  const { kinds } = useRuleFields();
  const asksForField = rule.when.some(isOnField);
  const change = (part: Partial<Rule>) => setRule((now) => ({ ...now, ...part }));
  const free = actionKinds.filter((act) => !rule.then.some((one) => one.do === act));
  const keep = () => (isComplete(rule) ? onKeep({ ...rule, name: rule.name.trim() }) : setAsked(true));

  return (
    <FormDialog
      title={isNew ? t('routing.rule.add') : before.name}
      size={720}
      error={undefined}
      submit={t(isNew ? 'routing.rule.keep.new' : 'routing.rule.keep.changed')}
      pending={false}
      onSubmit={keep}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('routing.rule.name')}
        description={t('routing.rule.nameHint')}
        maxLength={120}
        value={rule.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={asked && lacks.name && t('routing.rule.nameNeeded')}
      />
      <fieldset className={classes.part}>
        <legend>{t(asksForField ? 'routing.rule.whenField' : 'routing.rule.when')}</legend>
        {rule.when.length === 0 && <p className={classes.hint}>{t('routing.rule.always')}</p>}
        <ul className={classes.lines}>
          {rule.when.map((condition, index) => (
            <RuleConditionLine
              key={index}
              condition={condition}
              kinds={isOnField(condition) ? conditionKinds : kinds}
              place={index + 1}
              wrong={asked && lacks.when[index]!}
              autoFocus={added === `when.${index}`}
              onChange={(next) => change({ when: rule.when.with(index, next) })}
              onRemove={() => change({ when: rule.when.toSpliced(index, 1) })}
            />
          ))}
        </ul>
        {asksForField && <p className={classes.hint}>{t('routing.rule.fieldHint')}</p>}
        <Adding label={t('routing.rule.addCondition')} disabled={rule.when.length >= 20}>
          {kinds.map((ask) => (
            <Menu.Item
              key={ask}
              onClick={() => {
                setAdded(`when.${rule.when.length}`);
                change({ when: [...rule.when, newCondition(ask)] });
              }}
            >
              {t(`routing.rule.asked.${ask}`)}
            </Menu.Item>
          ))}
        </Adding>
      </fieldset>
      <fieldset className={classes.part}>
        <legend>{t('routing.rule.then')}</legend>
        <ul className={classes.lines}>
          {rule.then.map((act, index) => (
            <RuleActionLine
              key={act.do}
              act={act}
              wrong={asked && lacks.then[index]!}
              autoFocus={added === act.do}
              onChange={(next) => change({ then: rule.then.with(index, next) })}
              onRemove={() => change({ then: rule.then.toSpliced(index, 1) })}
            />
          ))}
        </ul>
        {leavesType(rule) && <p className={classes.hint}>{t('routing.rule.keepsType')}</p>}
        {asked && lacks.acts && (
          <p className={classes.wrong} role="alert">
            {t('routing.rule.actionNeeded')}
          </p>
        )}
        {free.length > 0 && (
          <Adding label={t('routing.rule.addAct')}>
            {free.map((act) => (
              <Menu.Item
                key={act}
                onClick={() => {
                  setAdded(act);
                  change({ then: [...rule.then, newAction(act)] });
                }}
              >
                {t(`routing.rule.do.${act}`)}
              </Menu.Item>
            ))}
          </Adding>
        )}
      </fieldset>
      <Switch
        label={t('routing.rule.last')}
        description={t('routing.rule.lastHint')}
        checked={rule.last}
        onChange={(event) => change({ last: event.currentTarget.checked })}
      />
      <div className={classes.reads} aria-live="polite">
        <p>{t('routing.rule.reads')}</p>
        <p>{rule.then.length === 0 ? t('routing.rule.unfinished') : <SentenceLine parts={words.sentence(rule)} />}</p>
      </div>
      <RuleDialogTrial rule={rule} {...trial} />
      <p className={classes.hint}>{t('routing.rule.keepHint')}</p>
    </FormDialog>
  );
}

function Adding({ label, disabled, children }: { label: string; disabled?: boolean; children: ReactNode }) {
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          disabled={disabled}
          leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
