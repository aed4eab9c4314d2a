import { macroLimits, macroSnoozeUnits, macroStatuses, type MacroAct } from '@guichet/contracts';
import { NumberInput, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { tagsQuery } from '../../../shared/api/queries.js';
import { priorities } from '../../../shared/cases/priorities.js';
import { useEntityNames } from '../../../shared/i18n/use-entity-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { ActProps } from './act-props.js';
import { FieldAct } from './field-act.js';
import classes from './macros.module.css';
import { ReplyAct } from './reply-act.js';

type PropsOf<Kind extends MacroAct['kind']> = Omit<ActProps, 'act'> & { act: Extract<MacroAct, { kind: Kind }> };

const NONE = 'none';

/** What an act sets, to be chosen or written. */
export function ActValue(props: ActProps) {
  const { act } = props;
  if (act.kind === 'snooze') return <SnoozeAct {...props} act={act} />;
  if (act.kind === 'team') return <TeamAct {...props} act={act} />;
  if (act.kind === 'tags') return <TagsAct {...props} act={act} />;
  if (act.kind === 'note') return <NoteAct {...props} act={act} />;
  if (act.kind === 'field') return <FieldAct {...props} act={act} />;
  if (act.kind === 'reply') return <ReplyAct {...props} act={act} />;
  return act.kind === 'follow' ? null : <ChoiceAct {...props} act={act} />;
}

/** What the inputs of an act have in common. */
function useCommon({ act, wrong, autoFocus }: Pick<ActProps, 'act' | 'wrong' | 'autoFocus'>) {
  const { t } = useTexts();
  return { 'aria-label': t(`macros.kind.${act.kind}`), autoFocus, error: wrong && t('macros.needed') };
}

/** One of a list. */
function ChoiceAct(props: PropsOf<'status' | 'priority' | 'assign' | 'case-type'>) {
  const { act, onChange } = props;
  const { t } = useTexts();
  const names = useEntityNames();
  const select = { ...useCommon(props), searchable: true, allowDeselect: false };
  if (act.kind === 'status')
    return (
      <Select
        {...select}
        data={macroStatuses.map((value) => ({ value, label: t(`common.status.${value}`) }))}
        value={act.to}
        onChange={(to) => onChange({ ...act, to: macroStatuses.find((one) => one === to) ?? act.to })}
      />
    );
  if (act.kind === 'priority')
    return (
      <Select
        {...select}
        data={priorities.map((value) => ({ value, label: t(`routing.priority.${value}`) }))}
        value={act.to}
        onChange={(to) => onChange({ ...act, to: priorities.find((one) => one === to) ?? act.to })}
      />
    );
  if (act.kind === 'assign') {
    const words = [
      { value: 'me', label: t('macros.me') },
      { value: 'nobody', label: t('choose.nobody') },
    ];
    return (
      <Select
        {...select}
        data={[...words, ...names.agents(act.to)]}
        value={act.to}
        onChange={(to) => to && onChange({ ...act, to })}
      />
    );
  }
  const chosen = act.caseTypeId ?? NONE;
  return (
    <Select
      {...select}
      data={[...names.caseTypes([chosen]), { value: NONE, label: t('case.caseType.none') }]}
      value={chosen || null}
      onChange={(id) => onChange({ ...act, caseTypeId: id === NONE ? null : (id ?? '') })}
    />
  );
}

function SnoozeAct({ act, onChange, ...props }: PropsOf<'snooze'>) {
  const { t } = useTexts();
  return (
    <div className={classes.pair}>
      <NumberInput
        {...useCommon({ act, ...props })}
        min={1}
        max={macroLimits.snooze}
        allowDecimal={false}
        clampBehavior="strict"
        value={act.amount}
        onChange={(amount) => onChange({ ...act, amount: Number(amount) || 1 })}
      />
      <Select
        aria-label={t('macros.unit')}
        allowDeselect={false}
        data={macroSnoozeUnits.map((value) => ({ value, label: t(`macros.units.${value}`, { count: act.amount }) }))}
        value={act.unit}
        onChange={(unit) => onChange({ ...act, unit: macroSnoozeUnits.find((one) => one === unit) ?? act.unit })}
      />
    </div>
  );
}

function TeamAct({ act, onChange, ...props }: PropsOf<'team'>) {
  const { t } = useTexts();
  const names = useEntityNames();
  const setReason = (text: string) => {
    const { reason: _, ...rest } = act;
    onChange(text === '' ? rest : { ...rest, reason: text });
  };
  return (
    <>
      <Select
        {...useCommon({ act, ...props })}
        searchable
        allowDeselect={false}
        data={names.teams}
        value={act.teamId || null}
        onChange={(id) => onChange({ ...act, teamId: id ?? '' })}
      />
      <TextInput
        mt={6}
        aria-label={t('macros.reason')}
        placeholder={t('macros.reason')}
        maxLength={500}
        value={act.reason ?? ''}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </>
  );
}

function TagsAct({ act, onChange, ...props }: PropsOf<'tags'>) {
  const { t } = useTexts();
  const { data: tags = [] } = useQuery(tagsQuery);
  const common = { data: tags, acceptValueOnBlur: true, maxTags: 30 };
  const plain = (chosen: string[]) => chosen.map((tag) => tag.toLowerCase().slice(0, 40));
  return (
    <>
      <TagsInput
        {...common}
        {...useCommon({ act, ...props })}
        aria-label={t('macros.addTags')}
        placeholder={act.add.length === 0 ? t('macros.addTags') : ''}
        value={act.add}
        onChange={(chosen) => onChange({ ...act, add: plain(chosen) })}
      />
      <TagsInput
        {...common}
        mt={6}
        aria-label={t('macros.removeTags')}
        placeholder={act.remove.length === 0 ? t('macros.removeTags') : ''}
        value={act.remove}
        onChange={(chosen) => onChange({ ...act, remove: plain(chosen) })}
      />
    </>
  );
}

function NoteAct({ act, onChange, ...props }: PropsOf<'note'>) {
  return (
    <Textarea
      {...useCommon({ act, ...props })}
      autosize
      minRows={2}
      maxRows={8}
      maxLength={macroLimits.note}
      value={act.text}
      onChange={(event) => onChange({ ...act, text: event.currentTarget.value })}
    />
  );
}
