import type { PostMessage, ReachOption } from '@guichet/contracts';
import { Select, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import composer from './composer.module.css';
import classes from './approved-body.module.css';
import { blanksOf, filled } from './approved.js';

export type Approved = NonNullable<PostMessage['providerTemplate']>;

interface Props {
  option: ReachOption;
  value: Approved | undefined;
  onChange: (approved: Approved) => void;
  before: ReactNode;
  end: ReactNode;
}

/** Instead of free text: one of the messages that the provider has approved, its blanks, and what the citizen will read. */
export function ApprovedBody({ option, value, onChange, before, end }: Props) {
  const { t } = useTranslation();
  const { templates } = option;
  const index = templates.findIndex(({ name, language }) => name === value?.name && language === value.language);
  const template = templates[index];
  const [touched, setTouched] = useState<ReadonlySet<number>>(new Set());
  const values = value?.values ?? [];

  return (
    <>
      <div className={classes.template}>
        {templates.length === 0 ? (
          <p className={classes.hint}>{t('template.none')}</p>
        ) : (
          <Select
            size="xs"
            label={t('template.choose')}
            placeholder={t('template.placeholder')}
            data={templates.map(({ name, language }, at) => ({ value: String(at), label: `${name} · ${language}` }))}
            allowDeselect={false}
            value={index < 0 ? null : String(index)}
            onChange={(next) => {
              const { name, language, text } = templates[Number(next)]!;
              onChange({ name, language, values: blanksOf(text).map(() => '') });
              setTouched(new Set());
            }}
          />
        )}
        {template && (
          <>
            {blanksOf(template.text).map((blank, at) => (
              <TextInput
                key={blank}
                size="xs"
                required
                label={t('template.blank', { number: blank })}
                maxLength={1024}
                error={touched.has(at) && !values[at]?.trim() && t('template.missing')}
                value={values[at] ?? ''}
                onBlur={() => setTouched((before) => new Set([...before, at]))}
                onChange={(event) => onChange({ ...value!, values: values.with(at, event.currentTarget.value) })}
              />
            ))}
            <figure className={classes.preview}>
              <figcaption>{t('template.preview')}</figcaption>
              <p dir="auto">{filled(template.text, values)}</p>
            </figure>
          </>
        )}
      </div>
      <div className={composer.foot}>
        {before}
        {end}
      </div>
    </>
  );
}
