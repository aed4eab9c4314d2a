import { Button, Select, Switch } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useKitTexts } from '../kit-texts.js';
import { AdvancedSettings } from './advanced-settings.js';
import {
  alternativesOf,
  chosenOf,
  initialValue,
  isNeeded,
  plainSchema,
  settingsOf,
  sharedValues,
  typeOf,
  type Schema,
  type Value,
  type Values,
} from './json-schema.js';
import classes from './schema-form.module.css';
import { SettingInput } from './setting-input.js';

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

const words = (name: string) =>
  name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/^./, (letter) => letter.toUpperCase());

/** A group of settings; one that may be left out has a switch. */
function ObjectField(props: FieldProps) {
  const { name, path, schema, root, required, value, onChange, errorOf } = props;
  const on = value !== undefined && value !== null;
  const title = schema.title ?? words(name);
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
              onChange(event.currentTarget.checked ? initialValue({ ...schema, default: undefined }, root) : undefined)
            }
          />
        )}
      </legend>
      {schema.description && <p className={classes.hint}>{schema.description}</p>}
      {errorOf(path) && (
        <p role="alert" style={{ color: 'var(--g-danger)', margin: 0 }}>
          {errorOf(path)}
        </p>
      )}
      {on && (
        <SchemaForm
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
  const texts = useKitTexts();
  const item = plainSchema(schema.items!, root);
  const items = (value as Values[] | undefined) ?? [];
  const title = schema.title ?? words(name);
  const full = schema.maxItems !== undefined && items.length >= schema.maxItems;
  return (
    <fieldset className={classes.group}>
      <legend>{title}</legend>
      {schema.description && <p className={classes.hint}>{schema.description}</p>}
      <div className={classes.groupBody}>
        {items.map((one, index) => (
          // They have no name of their own: an index is who they are.
          <fieldset key={index} className={classes.group} aria-label={texts.schema.item(title, index + 1)}>
            <SchemaForm
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
              aria-label={texts.schema.removeItem(title, index + 1)}
              onClick={() => onChange(items.filter((_, other) => other !== index))}
            >
              {texts.schema.remove}
            </Button>
          </fieldset>
        ))}
        <div>
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconPlus size={14} stroke={2} />}
            disabled={full}
            aria-label={texts.schema.addTo(title)}
            onClick={() => onChange([...items, initialValue(item, root) as Values])}
          >
            {texts.schema.add}
          </Button>
        </div>
      </div>
    </fieldset>
  );
}

function Field(props: FieldProps) {
  const { name, path, root, required, value, onChange, errorOf } = props;
  const schema = plainSchema(props.schema, root);
  const type = typeOf(schema);
  if (type === 'array' && schema.items && typeOf(plainSchema(schema.items, root)) === 'object')
    return <ListField {...props} schema={schema} />;
  // Forms that a constant tells apart are one group, in which one of them is chosen.
  if (type === 'object' || alternativesOf(schema)) return <ObjectField {...props} schema={schema} />;
  const label = schema.title ?? words(name);
  return <SettingInput {...{ name: path, label, schema, required, value, onChange }} error={errorOf(path)} />;
}

interface SchemaFormProps {
  schema: Schema;
  root: Schema;
  path: string;
  values: Values;
  onChange: (values: Values) => void;
  errorOf: (path: string) => string | undefined;
}

/**
 * Draws a form from a JSON Schema: the settings of a channel account, and whatever else is described by one. Of alternatives
 * that a constant tells apart, such as the providers of a channel, the reader chooses one and gets its form.
 */
export function SchemaForm({ schema, root, path, values, onChange, errorOf }: SchemaFormProps) {
  const alternatives = alternativesOf(schema);
  const chosen = alternatives && chosenOf(alternatives, values);
  const shown = chosen?.schema ?? schema;
  const { usual, advanced } = settingsOf(shown, root, values);
  const pathOf = (name: string) => (path ? `${path}.${name}` : name);
  const fieldOf = (name: string) =>
    name !== alternatives?.key && (
      <Field
        key={name}
        name={name}
        path={pathOf(name)}
        schema={shown.properties![name]!}
        root={root}
        required={isNeeded(name, shown, root)}
        value={values[name]}
        onChange={(value) => onChange({ ...values, [name]: value })}
        errorOf={errorOf}
      />
    );
  return (
    <div className={classes.groupBody}>
      {alternatives && (
        <Select
          label={alternatives.title ?? words(alternatives.key)}
          name={pathOf(alternatives.key)}
          data={alternatives.items.map(({ value, title }) => ({ value, label: title }))}
          allowDeselect={false}
          value={chosen?.value ?? null}
          onChange={(next) => {
            const other = alternatives.items.find(({ value }) => value === next);
            // What both forms ask is kept.
            if (other)
              onChange({
                ...(initialValue(other.schema, root) as Values),
                ...sharedValues(values, other.schema),
                [alternatives.key]: next,
              });
          }}
        />
      )}
      {usual.map(fieldOf)}
      {advanced.length > 0 && (
        <AdvancedSettings
          title={schema.title ?? words(path)}
          isWrong={advanced.some((name) => errorOf(pathOf(name)) !== undefined)}
        >
          {advanced.map(fieldOf)}
        </AdvancedSettings>
      )}
    </div>
  );
}
