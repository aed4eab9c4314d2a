import type { TemplateField } from '@guichet/contracts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import {
  inShownOrder,
  TemplateFieldGroup,
  TemplateFieldInput,
  TemplateFieldPlace,
} from '../../../shared/templates/template-field-input.js';
import type { UnfollowedField } from './fields-not-followed.js';
import classes from './used-template-strip.module.css';
import type { ReplyTemplate } from './use-reply-template.js';

/** That the text says something else than the field, and what puts that right. */
function NotFollowed({ field, template }: { field: UnfollowedField; template: ReplyTemplate }) {
  const { t } = useTexts();
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
  const { name } = field;
  const value = template.values[name] ?? field.value ?? '';
  // Nothing waits for it either where what depends on it is left out, as something else was not filled in.
  const unasked = !template.pending && value.trim() === '' && !template.rendered?.unresolved.includes(name);
  return (
    <TemplateFieldInput
      field={field}
      value={value}
      isOptional={field.optional || unasked}
      isMissing={template.missing.includes(name)}
      wrong={template.wrong[name]}
      language={template.use?.language}
      onFill={(typed) => template.fill(name, typed)}
    />
  );
}

function FieldWithNotice({ field, template }: { field: TemplateField; template: ReplyTemplate }) {
  const unfollowed = template.unfollowed.find(({ name }) => name === field.name);
  return (
    <TemplateFieldPlace field={field}>
      <Field field={field} template={template} />
      {unfollowed && <NotFollowed field={unfollowed} template={template} />}
    </TemplateFieldPlace>
  );
}

/** The fields of the template that only the agent can fill in, mandatory ones first, and what is only ticked last. */
export function TemplateFields({ id, template }: { id: string; template: ReplyTemplate }) {
  const { t } = useTexts();
  return (
    <TemplateFieldGroup id={id} label={t('composer.template.fill')}>
      {inShownOrder(template.fields).map((field) => (
        <FieldWithNotice key={field.name} field={field} template={template} />
      ))}
    </TemplateFieldGroup>
  );
}
