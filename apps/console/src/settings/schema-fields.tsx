import { Button, NumberInput, PasswordInput, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { schemaFr } from '../i18n/schema-fr.js';
import { initial, plainSchema, typeOf, type Schema, type Value, type Values } from './json-schema.js';
import classes from './settings.module.css';

interface FieldProps {
  name: string;
  path: string;
  schema: Schema;
  root: Schema;
  required: boolean;
  value: Value;
  onChange: (value: Value) => void;
  errorOf: (path: string) => string | undefined;
}

/** The schema's own phrase, in the language of the screen where it is known. */
function usePhrase() {
  const { i18n } = useTranslation();
  return (phrase: string | undefined) => (phrase && i18n.language === 'fr' ? (schemaFr[phrase] ?? phrase) : phrase);
}

/** A text that may be longer than this has room for more than one line. */
const longLine = 500;

const words = (name: string) =>
  name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/^./, (letter) => letter.toUpperCase());

/** A group of settings; one that may be left out has a switch. */
function ObjectField(props: FieldProps) {
  const { name, path, schema, root, required, value, onChange, errorOf } = props;
  const on = value !== undefined && value !== null;
  const phrase = usePhrase();
  const title = phrase(schema.title) ?? words(name);
  return (
    <fieldset className={classes.group}>
      <legend>
        {required ? (
          title
        ) : (
          <Switch
            label={title}
            checked={on}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? initial({ ...schema, default: undefined }, root) : undefined)
            }
          />
        )}
      </legend>
      {schema.description && <p className={classes.hint}>{phrase(schema.description)}</p>}
      {errorOf(path) && (
        <p role="alert" style={{ color: 'var(--g-danger)', margin: 0 }}>
          {errorOf(path)}
        </p>
      )}
      {on && (
        <Properties
          schema={schema}
          root={root}
          path={path}
          values={value as Values}
          onChange={onChange}
          errorOf={errorOf}
        />
      )}
    </fieldset>
  );
}

/** A list of groups of settings, each of which can be taken out. */
function ListField({ name, path, schema, root, value, onChange, errorOf }: FieldProps) {
  const { t } = useTranslation();
  const phrase = usePhrase();
  const item = plainSchema(schema.items!, root);
  const items = (value as Values[] | undefined) ?? [];
  const title = phrase(schema.title) ?? words(name);
  const full = schema.maxItems !== undefined && items.length >= schema.maxItems;
  return (
    <fieldset className={classes.group}>
      <legend>{title}</legend>
      {schema.description && <p className={classes.hint}>{phrase(schema.description)}</p>}
      <div className={classes.groupBody}>
        {items.map((one, index) => (
          // They have no name of their own: an index is who they are.
          <fieldset key={index} className={classes.group} aria-label={t('schema.item', { title, number: index + 1 })}>
            <Properties
              schema={item}
              root={root}
              path={`${path}.${index}`}
              values={one}
              onChange={(next) => onChange(items.with(index, next))}
              errorOf={errorOf}
            />
            <Button
              mt="sm"
              size="compact-sm"
              variant="subtle"
              color="red"
              leftSection={<IconTrash size={14} stroke={1.5} />}
              aria-label={t('schema.removeItem', { title, number: index + 1 })}
              onClick={() => onChange(items.filter((_, other) => other !== index))}
            >
              {t('schema.remove')}
            </Button>
          </fieldset>
        ))}
        <div>
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconPlus size={14} stroke={2} />}
            disabled={full}
            aria-label={t('schema.addTo', { title })}
            onClick={() => onChange([...items, initial(item, root) as Values])}
          >
            {t('schema.add')}
          </Button>
        </div>
      </div>
    </fieldset>
  );
}

function Field(props: FieldProps) {
  const { t } = useTranslation();
  const phrase = usePhrase();
  const { name, path, root, required, value, onChange, errorOf } = props;
  const schema = plainSchema(props.schema, root);
  const type = typeOf(schema);
  const common = {
    label: phrase(schema.title) ?? words(name),
    description: phrase(schema.description),
    error: errorOf(path),
    required,
    name: path,
  };

  if (type === 'array' && schema.items && typeOf(plainSchema(schema.items, root)) === 'object')
    return <ListField {...props} schema={schema} />;
  if (type === 'object') return <ObjectField {...props} schema={schema} />;
  if (schema.enum)
    return (
      <Select
        {...common}
        data={schema.enum.map((one) => ({ value: String(one), label: phrase(String(one)) ?? String(one) }))}
        clearable={!required}
        value={typeof value === 'string' || typeof value === 'number' ? String(value) : null}
        onChange={(next) => onChange(schema.enum?.find((one) => String(one) === next))}
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
          maxLength={schema.maxLength}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
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
          type={schema.format === 'email' ? 'email' : 'text'}
          autoComplete="off"
          maxLength={schema.maxLength}
          value={(value as string | undefined) ?? ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

interface PropertiesProps {
  schema: Schema;
  root: Schema;
  path: string;
  values: Values;
  onChange: (values: Values) => void;
  errorOf: (path: string) => string | undefined;
}

/** Draws the form of a channel from the JSON Schema of its config. */
export function Properties({ schema, root, path, values, onChange, errorOf }: PropertiesProps) {
  return (
    <div className={classes.groupBody}>
      {Object.entries(schema.properties ?? {}).map(([name, property]) => (
        <Field
          key={name}
          name={name}
          path={path ? `${path}.${name}` : name}
          schema={property}
          root={root}
          required={(schema.required?.includes(name) ?? false) && plainSchema(property, root).default === undefined}
          value={values[name]}
          onChange={(value) => onChange({ ...values, [name]: value })}
          errorOf={errorOf}
        />
      ))}
    </div>
  );
}
