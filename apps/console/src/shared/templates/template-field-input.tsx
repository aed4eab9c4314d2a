import type { Language, TemplateField } from '@guichet/contracts';
import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
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

/** The place of a field beside the others. */
const placeOf: Partial<Record<TemplateField['type'], string>> = {
  list: classes.wide,
  'long-text': classes.wide,
  flag: classes.flag,
};

/** As values are spelled, whatever the keyboard of whoever types it. */
const spelled = (type: TemplateField['type'], typed: string) =>
  type === 'amount' || type === 'number' ? typed.replace(',', '.') : typed;

/** Fields of a template side by side. */
export const TemplateFieldGroup = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className={classes.fields} role="group" aria-label={label}>
    {children}
  </div>
);

/** The place of one field in the group, with what is said of it below. */
export const TemplateFieldPlace = ({ type, children }: Pick<TemplateField, 'type'> & { children: ReactNode }) => (
  <div className={placeOf[type]}>{children}</div>
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
  const { t } = useTranslation();
  const { type, example } = field;
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
    label: <Label label={field.label} isMissing={isMissing} {...says} />,
    labelProps: { className: classes.label },
    error: wrong ?? isMissing,
    'aria-required': !says.isOptional,
    'data-missing': isMissing || undefined,
    value,
    maxLength: 4000,
    placeholder: example && t('composer.template.example', { example }),
    classNames: { input: classes.input },
    lang: language,
    dir: 'auto' as const,
  };
  if (type === 'list' || type === 'long-text')
    return (
      <Textarea
        {...shared}
        description={type === 'list' ? t('composer.template.onePerLine') : undefined}
        autosize
        minRows={type === 'list' ? 2 : 1}
        maxRows={5}
        onChange={(event) => fill(event.currentTarget.value)}
      />
    );
  return <TextInput {...shared} {...inputs[type]} onChange={(event) => fill(event.currentTarget.value)} />;
}

function Label({ label, isMissing, isOptional }: Pick<Props, 'isMissing' | 'isOptional'> & { label: string }) {
  const { t } = useTranslation();
  return (
    <>
      {label}
      {isMissing ? (
        <span className={classes.missing}>
          <IconAlertCircle size={13} stroke={2} aria-hidden /> {t('composer.template.missing')}
        </span>
      ) : (
        isOptional && <span className={classes.quiet}> {t('composer.template.optional')}</span>
      )}
    </>
  );
}
