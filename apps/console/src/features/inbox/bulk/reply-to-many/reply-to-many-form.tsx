import { bulkLimits, languages } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Select, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguages } from '../../../../shared/i18n/use-languages.js';
import { useTexts } from '../../../../shared/i18n/use-texts.js';
import {
  inShownOrder,
  TemplateFieldGroup,
  TemplateFieldInput,
  TemplateFieldPlace,
} from '../../../../shared/templates/template-field-input.js';
import { useManyCasesTemplateChoices } from '../../../../shared/templates/use-many-cases-template-choices.js';
import { PreviewInOneCase } from './preview-in-one-case.js';
import type { ReplyToMany } from './use-reply-to-many.js';

interface Props {
  reply: ReplyToMany;
  count: number;
  isPending: boolean;
  onPrepare: () => void;
  onClose: () => void;
}

/** Asks by which template many cases are answered, and what is to be filled in for all of them. Nothing is sent by it. */
export function ReplyToManyForm({ reply, count, isPending, onPrepare, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const names = useLanguages();
  const fields = useRef<HTMLDivElement>(null);
  const [refused, setRefused] = useState(0);
  // Its mark comes with the next painting.
  useEffect(() => {
    if (refused > 0) fields.current?.querySelector<HTMLElement>('[data-missing], [aria-invalid="true"]')?.focus();
  }, [refused]);
  const number = (value: number) => new Intl.NumberFormat(i18n.language).format(value);
  const isTooMany = count > bulkLimits.replies;
  const prepare = () => {
    const isUnfit = reply.lacking.byAll.length > 0 || Object.keys(reply.wrong).length > 0;
    if (isUnfit) setRefused((times) => times + 1);
    else onPrepare();
  };
  // What is lacking is known once the template is shown with what was filled in last: until then, preparing waits.
  const [isAsked, setAsked] = useState(false);
  useEffect(() => {
    if (!isAsked || !reply.isSettled) return;
    setAsked(false);
    prepare();
  }, [isAsked, reply.isSettled]);
  return (
    <FormDialog
      title={t('bulk.reply.title', { count, n: number(count) })}
      size={720}
      error={null}
      pending={isPending || isAsked}
      submit={t('bulk.reply.prepare')}
      disabled={!reply.template || isTooMany}
      noValidate
      isBegun={Object.keys(reply.values).length > 0}
      onSubmit={() => setAsked(true)}
      onClose={onClose}
    >
      <Text size="sm" c={isTooMany ? 'var(--g-danger)' : 'var(--g-text-2)'}>
        {isTooMany ? t('bulk.reply.tooMany', { max: number(bulkLimits.replies) }) : t('bulk.reply.how')}
      </Text>
      <TemplateSelect reply={reply} />
      <Select
        label={t('bulk.reply.language')}
        placeholder={t('bulk.reply.languageOfCase')}
        data={languages.map((value) => ({ value, label: names.name(value) }))}
        clearable
        value={reply.language}
        onChange={(value) => reply.setLanguage(languages.find((one) => one === value) ?? null)}
      />
      {reply.fields.length > 0 && (
        <div ref={fields}>
          <FieldsForAll reply={reply} hasTried={refused > 0} />
        </div>
      )}
      {reply.template && <PreviewInOneCase reply={reply} />}
    </FormDialog>
  );
}

function TemplateSelect({ reply: { template, chooseTemplate } }: { reply: ReplyToMany }) {
  const { t } = useTexts();
  const [text, setText] = useState(template?.label ?? '');
  const found = useManyCasesTemplateChoices(template?.label === text ? '' : text);
  const choices = template && !found.some(({ value }) => value === template.value) ? [template, ...found] : found;
  return (
    <Select
      data-autofocus
      // Whoever comes back from the replies has chosen already, and wants to see the fields below.
      openOnFocus={template === undefined}
      label={t('bulk.reply.template')}
      data={choices}
      searchable
      required
      // The server has searched already: by words of the text, too.
      filter={({ options }) => options}
      nothingFoundMessage={t('choose.none')}
      searchValue={text}
      onSearchChange={setText}
      value={template?.value ?? null}
      onChange={(value) => chooseTemplate(choices.find((choice) => choice.value === value))}
    />
  );
}

/** `hasTried`: what is missing is said at its field. */
function FieldsForAll({ reply, hasTried }: { reply: ReplyToMany; hasTried: boolean }) {
  const { t } = useTexts();
  const { fields, values, lacking, wrong, rendered, fill } = reply;
  return (
    <>
      <Text size="sm" fw={500} mb={4}>
        {t('bulk.reply.fields')}
      </Text>
      <TemplateFieldGroup label={t('bulk.reply.fields')}>
        {inShownOrder(fields).map((field) => {
          const { name } = field;
          const isLacking = lacking.byAll.includes(field);
          return (
            <TemplateFieldPlace key={name} field={field}>
              <TemplateFieldInput
                field={field}
                value={values[name] ?? ''}
                isOptional={field.optional || (!isLacking && !values[name]?.trim())}
                isMissing={hasTried && isLacking}
                wrong={wrong[name]}
                language={rendered?.language}
                onFill={(value) => fill(name, value)}
              />
            </TemplateFieldPlace>
          );
        })}
      </TemplateFieldGroup>
    </>
  );
}
