import { NumberInput, PasswordInput, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useKitTexts } from '../kit-texts.js';
import { choicesOf, typeOf, type Schema, type Value } from './json-schema.js';

/** What the browser offers for some formats: a calendar for a day. */
const INPUT_TYPES: Readonly<Record<string, string>> = { email: 'email', date: 'date' };

/** A text that may be longer than this has room for more than one line. */
const longLine = 500;

interface SettingInputProps {
  name: string;
  label: string;
  schema: Schema;
  required: boolean;
  value: Value;
  onChange: (value: Value) => void;
  error: string | undefined;
}

/** The control for one setting that holds no others: a choice, a switch, a number, a list of words, or a text. */
export function SettingInput({ name, label, schema, required, value, onChange, error }: SettingInputProps) {
  const texts = useKitTexts();
  const type = typeOf(schema);
  // By its name, whoever comes for one setting is led to it.
  const common = { label, description: schema.description, error, required, name, 'data-setting': name };
  const choices = choicesOf(schema);
  if (choices)
    return (
      <Select
        {...common}
        data={choices.map(({ value: choice, title }) => ({ value: String(choice), label: title }))}
        clearable={!required && schema.default === undefined}
        allowDeselect={schema.default === undefined}
        value={typeof value === 'string' || typeof value === 'number' ? String(value) : null}
        onChange={(next) => onChange(choices.find(({ value: choice }) => String(choice) === next)?.value)}
      />
    );
  switch (type) {
    case 'boolean':
      return (
        <Switch
          label={common.label}
          description={common.description}
          error={common.error}
          checked={Boolean(value)}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'integer':
    case 'number':
      return (
        <NumberInput
          {...common}
          min={schema.minimum}
          max={schema.maximum !== undefined && schema.maximum < Number.MAX_SAFE_INTEGER ? schema.maximum : undefined}
          allowDecimal={type === 'number'}
          thousandSeparator=""
          hideControls
          // What holds where nothing is set.
          placeholder={typeof schema.default === 'number' ? String(schema.default) : undefined}
          value={(value as number | undefined) ?? ''}
          onChange={(next) => onChange(next === '' ? undefined : Number(next))}
        />
      );
    case 'array':
      return (
        <TagsInput
          {...common}
          required={false}
          splitChars={[',', ';', ' ']}
          acceptValueOnBlur
          value={(value as string[] | undefined) ?? []}
          onChange={onChange}
        />
      );
    default:
      return schema['x-secret'] ? (
        <PasswordInput
          {...common}
          autoComplete="new-password"
          placeholder={schema['x-placeholder']}
          maxLength={schema.maxLength}
          visibilityToggleButtonProps={{ 'aria-label': texts.showSecret }}
          value={(value as string | undefined) ?? ''}
          // What is kept is not shown: the first key begins a new one.
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (schema.maxLength ?? 0) > longLine ? (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={schema.maxLength}
          value={(value as string | undefined) ?? ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          {...common}
          type={INPUT_TYPES[schema.format ?? ''] ?? 'text'}
          autoComplete="off"
          maxLength={schema.maxLength}
          value={(value as string | undefined) ?? ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
