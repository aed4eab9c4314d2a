import type { SlaTarget } from '@guichet/contracts';
import { FieldGroup, FormDialog, Hint } from '@guichet/ui';
import { MultiSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { priorities } from '../../../shared/cases/priorities.js';
import { draftOf, durationOf, faultOf } from './duration-draft.js';
import { DurationField } from './duration-field.js';
import { useEntityNames } from '../../../shared/i18n/use-entity-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { promises } from './use-sla-target-text.js';

interface Props {
  target: SlaTarget;
  isNew: boolean;
  onKeep: (target: SlaTarget) => void;
  onClose: () => void;
}

/** The dialog that edits one SLA target: its cases and its times. */
export function SlaTargetDialog({ target: before, isNew, onKeep, onClose }: Props) {
  const { t } = useTexts();
  const names = useEntityNames();
  const [target, setTarget] = useState(before);
  const [asked, setAsked] = useState(false);
  const change = (part: Partial<SlaTarget>) => setTarget((now) => ({ ...now, ...part }));
  const [times, setTimes] = useState(() => promises.map((promise) => draftOf(before[promise])));
  const nameless = target.name.trim() === '';
  const isWrong = times.some((draft) => faultOf(draft, true) !== undefined);
  const empty = !isWrong && times.every((draft) => durationOf(draft) === null);
  const keep = () => {
    if (nameless || empty || isWrong) return setAsked(true);
    const kept = { ...target, name: target.name.trim() };
    for (const [n, promise] of promises.entries()) kept[promise] = durationOf(times[n]!);
    onKeep(kept);
  };
  const any = { placeholder: t('common.list.any'), searchable: true };
  return (
    <FormDialog
      title={isNew ? t('sla.new') : before.name}
      size={560}
      error={undefined}
      submit={t('sla.keep')}
      pending={false}
      onSubmit={keep}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('sla.name')}
        maxLength={120}
        value={target.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={asked && nameless && t('routing.rule.nameNeeded')}
      />
      <FieldGroup legend={t('sla.who')} hint={t('sla.whoHint')}>
        <Stack gap="sm">
          <MultiSelect
            {...any}
            label={t('sla.channels')}
            placeholder={target.channels.length ? '' : any.placeholder}
            data={names.channels}
            value={target.channels}
            onChange={(channels) => change({ channels })}
          />
          <MultiSelect
            {...any}
            label={t('sla.teams')}
            placeholder={target.teams.length ? '' : t('common.list.anyFeminine')}
            data={names.teams}
            value={target.teams}
            onChange={(teams) => change({ teams })}
          />
          <MultiSelect
            {...any}
            label={t('sla.caseTypes')}
            placeholder={target.caseTypes.length ? '' : any.placeholder}
            data={names.caseTypes(target.caseTypes)}
            value={target.caseTypes}
            onChange={(caseTypes) => change({ caseTypes })}
          />
          <MultiSelect
            {...any}
            label={t('sla.priorities')}
            placeholder={target.priorities.length ? '' : t('common.list.anyFeminine')}
            data={priorities.map((value) => ({ value, label: t(`common.priority.${value}`) }))}
            value={target.priorities}
            onChange={(chosen) => change({ priorities: chosen })}
          />
        </Stack>
      </FieldGroup>
      <FieldGroup legend={t('sla.targets')} hint={t('sla.targetsHint')} error={asked && empty && t('sla.targetNeeded')}>
        <Stack gap="xs">
          {promises.map((promise, n) => (
            <DurationField
              key={promise}
              of={promise}
              draft={times[n]!}
              isAsked={asked}
              onChange={(draft) => setTimes((now) => now.with(n, draft))}
            />
          ))}
        </Stack>
      </FieldGroup>
      <Hint>{t('sla.keepHint')}</Hint>
    </FormDialog>
  );
}
