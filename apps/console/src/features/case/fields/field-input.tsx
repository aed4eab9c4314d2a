import type { CaseField, Language } from '@guichet/contracts';
import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { numberToType } from '../../../shared/forms/typed-number.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { enteredIn, type Entered } from './field-drafts.js';

export interface FieldInputProps {
  id: string;
  field: CaseField;
  language: Language;
  entered: Entered;
  problem: string | undefined;
  /** Typed; `isWhole`: the field can hold it as it stands. */
  onType: (entered: Entered, isWhole: boolean) => void;
  /** Chosen, or left; undefined: with something that the field cannot hold. */
  onSave: (entered: Entered | undefined) => void;
  onCancel: () => void;
}

/** The options that can be chosen, and archived ones as long as the case has them. */
const optionsFor = ({ field, language, entered }: FieldInputProps) =>
  field.options
    .filter(({ key, archived }) => !archived || (Array.isArray(entered) ? entered.includes(key) : entered === key))
    .map(({ key, label }) => ({ value: key, label: label[language] }));

function YesNoInput({ common, ...props }: FieldInputProps & { common: object }) {
  const { t } = useTexts();
  return (
    <Select
      {...common}
      clearable
      data={[
        { value: 'true', label: t('case.fields.yes') },
        { value: 'false', label: t('case.fields.no') },
      ]}
      value={props.entered === null ? null : String(props.entered)}
      onChange={(chosen) => props.onSave(chosen === null ? null : chosen === 'true')}
    />
  );
}

/** The input of a field, by its kind. What is typed is saved by Enter and when it is left, a day as soon as it is whole, what is chosen at once. */
export function FieldInput(props: FieldInputProps) {
  const { id, field, language, entered, problem } = props;
  const common = {
    ...{ id, size: 'xs', label: field.label[language], withAsterisk: field.required, error: problem },
    ...(field.help[language] && { description: field.help[language] }),
    styles: { description: { fontSize: 12 }, error: { fontSize: 12 } },
  };
  if (field.kind === 'yes-no') return <YesNoInput {...props} common={common} />;
  if (field.kind === 'choice')
    return (
      <Select
        {...common}
        clearable
        searchable={field.options.length > 8}
        data={optionsFor(props)}
        value={typeof entered === 'string' ? entered : null}
        onChange={(chosen) => props.onSave(chosen)}
      />
    );
  if (field.kind === 'choices')
    return (
      <MultiSelect
        {...common}
        clearable
        data={optionsFor(props)}
        value={Array.isArray(entered) ? entered : []}
        onChange={(chosen) => props.onSave(chosen.length === 0 ? null : chosen)}
      />
    );
  return <TypedInput {...props} common={common} />;
}

function typedText(entered: Entered, language: Language): string {
  if (typeof entered === 'number') return numberToType(entered, language);
  return entered === null ? '' : String(entered);
}

/** A text, a number or a day. */
function TypedInput(props: FieldInputProps & { common: object }) {
  const { field, common, onType, onSave, onCancel } = props;
  const value = typedText(props.entered, props.language);
  const typed = {
    ...common,
    value,
    dir: 'auto' as const,
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      onType(currentTarget.value, currentTarget.validity.valid),
    onBlur: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      onSave(enteredIn(event.currentTarget)),
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    const isDone = event.key === 'Enter' && (field.kind !== 'long-text' || event.ctrlKey || event.metaKey);
    // Whoever works by keys goes on from here: the focus would be on the page otherwise.
    if (isDone) onSave(enteredIn(event.currentTarget));
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  };
  if (field.kind === 'long-text')
    return <Textarea {...typed} autosize minRows={2} maxRows={8} maxLength={4000} onKeyDown={onKeyDown} />;
  return (
    <TextInput
      {...typed}
      {...(field.kind === 'date' && { type: 'date', min: '1850-01-01', max: '2199-12-31' })}
      {...(field.kind === 'number' && { inputMode: 'decimal' })}
      maxLength={200}
      onKeyDown={onKeyDown}
    />
  );
}
