import { macroLimits, type ChannelKind, type Macro, type MacroAct, type MacroTarget } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Button, Menu, MultiSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { AudienceFields } from '../../../shared/audience/audience-fields.js';
import { useAudiences } from '../../../shared/audience/use-audiences.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useEntityNames } from '../../../shared/i18n/use-entity-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { ActLine } from './act-line.js';
import { freeKinds, isComplete, newAct, setsFieldTwice } from './new-act-and-act-checks.js';
import classes from './macros.module.css';

/** An act with a key of its own, so that a line that is removed takes no other's text with it. */
interface KeyedAct {
  key: string;
  act: MacroAct;
  target?: MacroTarget | undefined;
}

const keyed = (act: MacroAct, target?: MacroTarget): KeyedAct => ({ key: crypto.randomUUID(), act, target });

/** Writes a new macro, or changes one. */
export function MacroFormDialog({ macro, onClose }: { macro: Macro | undefined; onClose: () => void }) {
  const { t } = useTexts();
  const audiences = useAudiences(macro?.team);
  const [acts, setActs] = useState(() => (macro?.acts ?? []).map((act, at) => keyed(act, macro?.targets[at])));
  const [asked, setAsked] = useState(false);
  const form = useForm({
    initialValues: {
      name: macro?.name ?? '',
      scope: macro?.scope ?? 'mine',
      teamId: macro?.team?.id ?? null,
      channels: macro?.channels ?? [],
      caseTypeIds: macro?.caseTypeIds ?? [],
    },
    validate: {
      name: (value) => (value.trim() === '' ? t('macros.nameMissing') : null),
      teamId: (value, { scope }) => (scope === 'team' && !value ? t('views.teamMissing') : null),
    },
  });
  const save = useSaveMacro(macro, onClose);
  const all = acts.map(({ act }) => act);
  const wrongActs =
    acts.length === 0 ? t('macros.actNeeded') : setsFieldTwice(all) ? t('macros.fieldTwice') : undefined;
  const submit = form.onSubmit(
    ({ name, scope, teamId, ...rest }) => {
      setAsked(true);
      if (wrongActs || !all.every(isComplete)) return;
      save.mutate({ ...rest, name: name.trim(), scope, teamId: scope === 'team' ? teamId : null, acts: all });
    },
    () => setAsked(true),
  );
  return (
    <FormDialog
      title={macro ? t('common.edit', { name: macro.name }) : t('macros.add')}
      size={680}
      error={save.error}
      submit={t('common.save')}
      pending={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        required
        label={t('macros.name')}
        description={t('macros.nameHint')}
        maxLength={macroLimits.name}
        {...form.getInputProps('name')}
      />
      <ActsPart acts={acts} asked={asked} wrong={asked ? wrongActs : undefined} onChange={setActs} />
      <ForCases
        channels={form.values.channels}
        caseTypeIds={form.values.caseTypeIds}
        onChannels={(channels) => form.setFieldValue('channels', channels)}
        onCaseTypes={(caseTypeIds) => form.setFieldValue('caseTypeIds', caseTypeIds)}
      />
      <AudienceFields {...audiences} scope={form.values.scope} inputProps={(field) => form.getInputProps(field)} />
    </FormDialog>
  );
}

type Body = Pick<Macro, 'name' | 'acts' | 'channels' | 'caseTypeIds' | 'scope'> & { teamId: string | null };

function useSaveMacro(macro: Macro | undefined, onClose: () => void) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const [attempt] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: (body: Body) =>
      macro
        ? call('updateMacro', { params: { id: macro.id }, body: { ...body, version: macro.version } })
        : call('createMacro', { body, idempotencyKey: attempt }),
    onSuccess: async ({ name }) => {
      await queryClient.invalidateQueries({ queryKey: ['macros'] });
      onClose();
      toast({ message: t('macros.saved', { name }) });
    },
  });
}

interface ActsProps {
  acts: readonly KeyedAct[];
  asked: boolean;
  wrong: string | undefined;
  onChange: (acts: KeyedAct[]) => void;
}

function ActsPart({ acts, asked, wrong, onChange }: ActsProps) {
  const { t } = useTexts();
  const [added, setAdded] = useState<string>();
  const free = acts.length < macroLimits.acts ? freeKinds(acts.map(({ act }) => act)) : [];
  return (
    <fieldset className={classes.part}>
      <legend>{t('macros.acts')}</legend>
      <p className={classes.hint}>{t('macros.actsHint')}</p>
      <ul className={classes.lines}>
        {acts.map(({ key, act, target }, at) => (
          <ActLine
            key={key}
            {...{ act, target }}
            wrong={asked && !isComplete(act)}
            autoFocus={added === key}
            onChange={(next) => onChange(acts.with(at, { key, act: next, target }))}
            onRemove={() => onChange(acts.toSpliced(at, 1))}
          />
        ))}
      </ul>
      {wrong && (
        <p className={classes.wrong} role="alert">
          {wrong}
        </p>
      )}
      {free.length > 0 && (
        <Menu position="bottom-start" returnFocus={false}>
          <Menu.Target>
            <Button variant="default" size="xs" leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}>
              {t('macros.addAct')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {free.map((kind) => (
              <Menu.Item
                key={kind}
                onClick={() => {
                  const next = keyed(newAct(kind));
                  setAdded(next.key);
                  onChange([...acts, next]);
                }}
              >
                {t(`macros.kind.${kind}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </fieldset>
  );
}

interface ForCasesProps {
  channels: ChannelKind[];
  caseTypeIds: string[];
  onChannels: (channels: ChannelKind[]) => void;
  onCaseTypes: (caseTypeIds: string[]) => void;
}

/** The cases that a macro is offered for. */
function ForCases({ channels, caseTypeIds, onChannels, onCaseTypes }: ForCasesProps) {
  const { t } = useTexts();
  const names = useEntityNames();
  const types = names.caseTypes(caseTypeIds);
  return (
    <>
      <MultiSelect
        label={t('macros.channels')}
        placeholder={channels.length === 0 ? t('macros.all') : ''}
        data={names.channels}
        searchable
        value={channels}
        onChange={(chosen) =>
          onChannels(names.channels.flatMap(({ value }) => (chosen.includes(value) ? [value] : [])))
        }
      />
      {types.length > 0 && (
        <MultiSelect
          label={t('macros.caseTypes')}
          placeholder={caseTypeIds.length === 0 ? t('macros.all') : ''}
          data={types}
          searchable
          value={caseTypeIds}
          onChange={onCaseTypes}
        />
      )}
    </>
  );
}
