import { caseFieldKinds, caseFieldLimits, type CaseField } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { ActionIcon, Button, Checkbox, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { call } from '../../../shared/api/client.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { changedForm, formOf, isList, newOption, savedForm, type FieldForm, type OptionRow } from './field-form.js';
import classes from './case-type-fields.module.css';
import { BilingualTextFields, useProblemAt } from './bilingual-text-fields.js';

interface Props {
  caseTypeId: string;
  field: CaseField | undefined;
  onClose: () => void;
}

/** A field of a case type: what it is called, what goes into it, and whether it is required. */
export function FieldDialog({ caseTypeId, field, onClose }: Props) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const [attempt] = useState(() => crypto.randomUUID());
  const [form, setForm] = useState(() => formOf(field));
  const save = useMutation({
    mutationFn: () =>
      field
        ? call('updateCaseField', { params: { id: field.id }, body: changedForm(form) })
        : call('createCaseField', { params: { id: caseTypeId }, body: savedForm(form), idempotencyKey: attempt }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['case-fields'] });
      onClose();
    },
  });
  const problemAt = useProblemAt(save.error);
  const change = (part: Partial<FieldForm>) => {
    setForm((now) => ({ ...now, ...part }));
    // What was wrong with a part is no longer said once it is mended.
    if (Object.keys(part).some(problemAt)) save.reset();
  };
  return (
    <FormDialog
      title={field ? t('caseTypes.fields.edit') : t('caseTypes.fields.add')}
      size={620}
      // What is said beside a field is not said twice.
      error={['label', 'options', 'help'].some(problemAt) ? null : save.error}
      submit={t('common.save')}
      pending={save.isPending}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <BilingualTextFields
        label={t('caseTypes.fields.label')}
        max={caseFieldLimits.label}
        value={form.label}
        required
        problem={problemAt('label')}
        onChange={(label) => change({ label })}
      />
      <Select
        label={t('caseTypes.fields.kind')}
        description={field ? t('caseTypes.fields.kindHint') : undefined}
        allowDeselect={false}
        data={caseFieldKinds.map((kind) => ({ value: kind, label: t(`caseTypes.fields.kinds.${kind}`) }))}
        value={form.kind}
        onChange={(kind) => kind && change({ kind })}
      />
      {isList(form.kind) && (
        <OptionRows options={form.options} problemAt={problemAt} onChange={(options) => change({ options })} />
      )}
      <BilingualTextFields
        label={t('caseTypes.fields.help')}
        max={caseFieldLimits.help}
        value={form.help}
        problem={problemAt('help')}
        onChange={(help) => change({ help })}
      />
      <Checkbox
        label={t('caseTypes.fields.required')}
        description={t('caseTypes.fields.requiredHint')}
        checked={form.required}
        onChange={(event) => change({ required: event.currentTarget.checked })}
      />
      {field && (
        <Text size="sm" c="dimmed">
          {t('caseTypes.fields.key')} <code>{field.key}</code>
        </Text>
      )}
    </FormDialog>
  );
}

interface OptionRowsProps {
  options: readonly OptionRow[];
  problemAt: (path: string) => string | undefined;
  onChange: (options: OptionRow[]) => void;
}

/** The options of a list; one that cases have is archived where it is taken out. */
function OptionRows({ options, problemAt, onChange }: OptionRowsProps) {
  const { t } = useTexts();
  const [added, setAdded] = useState<string>();
  const isFull = options.length >= caseFieldLimits.options;
  /** Adds an option below this one, or at the end. */
  const add = (below = options.length - 1) => {
    const option = newOption(crypto.randomUUID());
    setAdded(option.id);
    onChange(options.toSpliced(below + 1, 0, option));
  };
  /** Enter after an option goes on to the next one, as in other lists, and saves nothing; with Control it submits the form. */
  const enter = (event: KeyboardEvent, at: number) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const label = options[at]!.label;
    if (!isFull && label.fr.trim() + label.en.trim() !== '') add(at);
  };
  const edit = (id: string, label: OptionRow['label']) =>
    onChange(options.map((option) => (option.id === id ? { ...option, label } : option)));
  const problem = problemAt('options');
  return (
    <Stack gap={6} role="group" aria-label={t('caseTypes.fields.options')}>
      <Text size="sm" fw={500}>
        {t('caseTypes.fields.options')}
      </Text>
      {options.map(({ id, label }, at) => (
        <div key={id} className={classes.option}>
          {(['fr', 'en'] as const).map((language, column) => (
            <TextInput
              key={language}
              // Whoever adds a line goes on typing in it.
              autoFocus={id === added && column === 0}
              aria-label={t(`caseTypes.fields.optionIn.${language}`, { number: at + 1 })}
              placeholder={t(`caseTypes.fields.placeholder.${language}`)}
              maxLength={caseFieldLimits.label}
              value={label[language]}
              onKeyDown={(event) => enter(event, at)}
              onChange={(event) => edit(id, { ...label, [language]: event.currentTarget.value })}
            />
          ))}
          <ActionIcon
            aria-label={t('caseTypes.fields.removeOption', { number: at + 1 })}
            onClick={() => onChange(options.filter((option) => option.id !== id))}
          >
            <IconX size={16} stroke={1.5} />
          </ActionIcon>
        </div>
      ))}
      {problem && (
        <Text size="xs" c="red" role="alert">
          {problem}
        </Text>
      )}
      <Button
        variant="default"
        size="xs"
        w="fit-content"
        leftSection={<IconPlus size={14} stroke={1.75} />}
        disabled={isFull}
        onClick={() => add()}
      >
        {t('caseTypes.fields.addOption')}
      </Button>
    </Stack>
  );
}
