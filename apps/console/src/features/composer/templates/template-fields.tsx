import type { TemplateField } from '@guichet/contracts';
import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { UnfollowedField } from './fields-not-followed.js';
import classes from './used-template-strip.module.css';
import type { ReplyTemplate } from './use-reply-template.js';

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
const classesOf: Partial<Record<TemplateField['type'], string>> = {
  list: classes.wide,
  'long-text': classes.wide,
  flag: classes.flag,
};

/** As values are spelled, whatever the keyboard of whoever types it. */
const spelled = (type: TemplateField['type'], typed: string) =>
  type === 'amount' || type === 'number' ? typed.replace(',', '.') : typed;

/** That the text says something else than the field, and what puts that right. */
function NotFollowed({ field, template }: { field: UnfollowedField; template: ReplyTemplate }) {
  const { t } = useTranslation();
  const { name, still } = field;
  return (
    <p className={classes.unfollowed} role="status">
      <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
      {still === undefined ? (
        <>
          <span>{t('composer.template.unfollowed')}</span>
          <button type="button" onClick={() => void template.restore(name)}>
            {t('composer.template.restore')}
          </button>
        </>
      ) : (
        // No passage of the template says a field that is empty.
        <span>{t('composer.template.stillSaid', { said: still })}</span>
      )}
    </p>
  );
}

function Field({ field, template }: { field: TemplateField; template: ReplyTemplate }) {
  const { t } = useTranslation();
  const { name, type, example } = field;
  const value = template.values[name] ?? field.value ?? '';
  // Nothing waits for it either where what depends on it is left out, as something else was not filled in.
  const unasked = !template.pending && value.trim() === '' && !template.rendered?.unresolved.includes(name);
  const optional = field.optional || unasked;
  const fill = (typed: string) => template.fill(name, spelled(type, typed));
  const isMissing = template.missing.includes(name);

  if (type === 'flag')
    return (
      <Checkbox
        size="xs"
        label={field.label}
        checked={value === 'yes'}
        onChange={(event) => fill(event.currentTarget.checked ? 'yes' : '')}
      />
    );
  const label = (
    <>
      {field.label}
      {isMissing ? (
        <span className={classes.missing}>
          <IconAlertCircle size={13} stroke={2} aria-hidden /> {t('composer.template.missing')}
        </span>
      ) : (
        optional && <span className={classes.quiet}> {t('composer.template.optional')}</span>
      )}
    </>
  );
  const shared = {
    size: 'xs' as const,
    label,
    labelProps: { className: classes.label },
    error: template.wrong[name] ?? isMissing,
    'aria-required': !optional,
    'data-missing': isMissing || undefined,
    value,
    maxLength: 4000,
    placeholder: example && t('composer.template.example', { example }),
    classNames: { input: classes.input },
    lang: template.use?.language,
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

/** The fields of the template that only the agent can fill in, mandatory ones first. */
export function TemplateFields({ template }: { template: ReplyTemplate }) {
  const { t } = useTranslation();
  if (template.fields.length === 0) return null;
  return (
    <div className={classes.fields} role="group" aria-label={t('composer.template.fill')}>
      {template.fields.map((field) => {
        const unfollowed = template.unfollowed.find(({ name }) => name === field.name);
        return (
          <div key={field.name} className={classesOf[field.type]}>
            <Field field={field} template={template} />
            {unfollowed && <NotFollowed field={unfollowed} template={template} />}
          </div>
        );
      })}
    </div>
  );
}
