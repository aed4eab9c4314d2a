import type { Target } from '@guichet/contracts';
import { MultiSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../shell/form-dialog.js';
import { priorities } from './act-line.js';
import { DurationField } from './duration-field.js';
import classes from './rule-dialog.module.css';
import { useNames } from './use-names.js';
import { promises } from './use-target-words.js';

interface Props {
  target: Target;
  isNew: boolean;
  onKeep: (target: Target) => void;
  onClose: () => void;
}

/** One promise: to whom, and how much time. */
export function TargetDialog({ target: before, isNew, onKeep, onClose }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const [target, setTarget] = useState(before);
  const [asked, setAsked] = useState(false);
  const change = (part: Partial<Target>) => setTarget((now) => ({ ...now, ...part }));
  const nameless = target.name.trim() === '';
  const empty = promises.every((promise) => !target[promise]?.value);
  const keep = () => {
    if (nameless || empty) return setAsked(true);
    const kept = { ...target, name: target.name.trim() };
    for (const promise of promises) if (!kept[promise]?.value) kept[promise] = null;
    onKeep(kept);
  };
  const any = { placeholder: t('circulation.any'), searchable: true };
  return (
    <FormDialog
      title={isNew ? t('circulation.targets.new') : before.name}
      size={560}
      error={undefined}
      submit={t('circulation.targets.keep')}
      pending={false}
      onSubmit={keep}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('circulation.targets.name')}
        maxLength={120}
        value={target.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={asked && nameless && t('circulation.rule.nameNeeded')}
      />
      <fieldset className={classes.part}>
        <legend>{t('circulation.targets.who')}</legend>
        <p className={classes.hint}>{t('circulation.targets.whoHint')}</p>
        <Stack gap="sm">
          <MultiSelect
            {...any}
            label={t('circulation.targets.channels')}
            placeholder={target.channels.length ? '' : any.placeholder}
            data={names.channels}
            value={target.channels}
            onChange={(channels) => change({ channels })}
          />
          <MultiSelect
            {...any}
            label={t('circulation.targets.teams')}
            placeholder={target.teams.length ? '' : any.placeholder}
            data={names.teams}
            value={target.teams}
            onChange={(teams) => change({ teams })}
          />
          <MultiSelect
            {...any}
            label={t('circulation.targets.kinds')}
            placeholder={target.kinds.length ? '' : any.placeholder}
            data={names.kinds(target.kinds)}
            value={target.kinds}
            onChange={(kinds) => change({ kinds })}
          />
          <MultiSelect
            {...any}
            label={t('circulation.targets.priorities')}
            placeholder={target.priorities.length ? '' : any.placeholder}
            data={priorities.map((value) => ({ value, label: t(`priority.${value}`) }))}
            value={target.priorities}
            onChange={(chosen) => change({ priorities: chosen })}
          />
        </Stack>
      </fieldset>
      <fieldset className={classes.part}>
        <legend>{t('circulation.targets.promise')}</legend>
        <p className={classes.hint}>{t('circulation.targets.promiseHint')}</p>
        <Stack gap="xs">
          {promises.map((promise) => (
            <DurationField
              key={promise}
              of={promise}
              value={target[promise]}
              onChange={(value) => change({ [promise]: value })}
            />
          ))}
        </Stack>
        {asked && empty && (
          <p className={classes.wrong} role="alert">
            {t('circulation.targets.promiseNeeded')}
          </p>
        )}
      </fieldset>
      <p className={classes.hint}>{t('circulation.targets.keepHint')}</p>
    </FormDialog>
  );
}
