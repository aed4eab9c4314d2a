import type { Language, TemplateField } from '@guichet/contracts';
import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { townDay } from '../i18n/organisation-time-zone.js';
import { useNow } from '../i18n/use-now.js';
import { useTexts } from '../i18n/use-texts.js';
import { isPassedDeadline } from './is-passed-deadline.js';
import classes from './template-field-input.module.css';

const inputs = {
  // A year has four figures: without an end, browsers take six.
  date: { type: 'date', max: '9999-12-31' },
  time: { type: 'time' },
  number: { inputMode: 'numeric' },
  amount: { inputMode: 'decimal' },
  phone: { type: 'tel' },
  mail: { type: 'email' },
  link: { type: 'url' },
  text: {},
} as const;

/** The most letters of a label that stand in one line above a narrow field. */
const NARROW = 22;

/** The place of a field beside the others: that of two for much text, or for its label. */
function placeOf({ type, label }: TemplateField): string | undefined {
  if (type === 'flag') return classes.flag;
  return type === 'list' || type === 'long-text' || label.length > NARROW ? classes.wide : undefined;
}

/** As values are spelled, whatever the keyboard of whoever types it. */
const spelled = (type: TemplateField['type'], typed: string) =>
  type === 'amount' || type === 'number' ? typed.replace(',', '.') : typed;

interface GroupProps {
  id?: string;
  label: string;
  children: ReactNode;
}

/** Fields of a template side by side. */
export const TemplateFieldGroup = ({ id, label, children }: GroupProps) => (
  <div id={id} className={classes.fields} role="group" aria-label={label}>
    {children}
  </div>
);

/** Fields in the order in which they are shown: what is only ticked last. */
export const inShownOrder = <Field extends Pick<TemplateField, 'type'>>(fields: readonly Field[]): Field[] =>
  fields.toSorted((one, other) => Number(one.type === 'flag') - Number(other.type === 'flag'));

/** The place of one field in the group, with what is said of it below. */
export const TemplateFieldPlace = ({ field, children }: { field: TemplateField; children: ReactNode }) => (
  <div className={placeOf(field)}>{children}</div>
);

interface Props {
  field: TemplateField;
  value: string;
  isOptional: boolean;
  isMissing: boolean;
  /** What does not fit in its value. */
  wrong: string | undefined;
  /** That of the text in which the value will stand. */
  language: Language | undefined;
  onFill: (value: string) => void;
}

/** One field of a template that an agent fills in. */
export function TemplateFieldInput({ field, value, isMissing, wrong, language, onFill, ...says }: Props) {
  const { t } = useTexts();
  const { type, example } = field;
  const now = useNow();
  const fill = (typed: string) => onFill(spelled(type, typed));
  if (type === 'flag')
    return (
      <Checkbox
        size="xs"
        label={field.label}
        checked={value === 'yes'}
        onChange={(event) => fill(event.currentTarget.checked ? 'yes' : '')}
      />
    );
  const shared = {
    size: 'xs' as const,
    label: <Label field={field} isMissing={isMissing} {...says} />,
    labelProps: { className: classes.label },
    error: wrong ?? isMissing,
    'aria-required': !says.isOptional,
    'data-missing': isMissing || undefined,
    value,
    maxLength: 4000,
    placeholder: example && t('composer.template.example', { example }),
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ['label', 'input', 'description', 'error'],
    classNames: { input: classes.input },
    lang: language,
    dir: 'auto' as const,
  };
  // It may be meant, as of a letter that repeats an earlier one.
  const isPast = !wrong && isPassedDeadline(field, value, townDay(now));
  if (type === 'list' || type === 'long-text')
    return (
      <Textarea {...shared} autosize minRows={1} maxRows={5} onChange={(event) => fill(event.currentTarget.value)} />
    );
  return (
    <TextInput
      {...shared}
      {...inputs[type]}
      {...(isPast && { description: <Past /> })}
      onChange={(event) => fill(event.currentTarget.value)}
    />
  );
}

function Past() {
  const { t } = useTexts();
  return (
    <span className={classes.past} role="status">
      {t('composer.template.past')}
    </span>
  );
}

function Label({ field, isMissing, isOptional }: Pick<Props, 'field' | 'isMissing' | 'isOptional'>) {
  const { t } = useTexts();
  return (
    <>
      {field.label}
      {isMissing ? (
        <span className={classes.missing}>
          <IconAlertCircle size={13} stroke={2} aria-hidden /> {t('composer.template.missing')}
        </span>
      ) : (
        isOptional && <span className={classes.quiet}> {t('composer.template.optional')}</span>
      )}
      {field.type === 'list' && <span className={classes.quiet}> {t('composer.template.onePerLine')}</span>}
    </>
  );
}
