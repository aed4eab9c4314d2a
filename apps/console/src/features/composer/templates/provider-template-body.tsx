import { providerBlanks, type ReplyRoute } from '@guichet/contracts';
import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './provider-template-body.module.css';
import { useBlankLabel } from '../../../shared/provider-templates/use-blank-label.js';
import { ProviderTemplatePreview } from '../../../shared/provider-templates/provider-template-preview.js';
import { keptAside } from '../sending/files-leaving-with-provider-template.js';
import type { ChosenProviderTemplate } from '../reply-routes/reply-route-and-recipients.js';
import { ProviderTemplateFiles, type AttachedFiles } from './provider-template-files.js';

interface Props extends AttachedFiles {
  option: ReplyRoute;
  value: ChosenProviderTemplate | undefined;
  onChange: (approved: ChosenProviderTemplate) => void;
}

/**
 * The composer where only messages approved by the provider may be sent: the choice of one, its placeholders, and a
 * preview.
 */
export function ProviderTemplateBody({ option, value, onChange, ...attached }: Props) {
  const { t } = useTexts();
  const labelOf = useBlankLabel();
  const { templates } = option;
  const index = templates.findIndex(({ name, language }) => name === value?.name && language === value.language);
  const template = templates[index];
  const [touched, setTouched] = useState<ReadonlySet<number>>(new Set());
  const values = value?.values ?? [];

  return (
    <div className={classes.template}>
      {templates.length === 0 ? (
        <p className={classes.hint}>{t('composer.providerTemplate.none')}</p>
      ) : (
        <Select
          size="xs"
          label={t('composer.providerTemplate.choose')}
          placeholder={t('composer.providerTemplate.placeholder')}
          data={templates.map(({ name, language }, at) => ({ value: String(at), label: `${name} · ${language}` }))}
          allowDeselect={false}
          value={index < 0 ? null : String(index)}
          onChange={(next) => {
            const chosen = templates[Number(next)]!;
            const { name, language } = chosen;
            onChange({ name, language, values: providerBlanks(chosen).map(() => '') });
            setTouched(new Set());
          }}
        />
      )}
      {template && (
        <>
          <ProviderTemplateFiles approved={template} {...attached} />
          {providerBlanks(template).map((blank, at) => (
            <TextInput
              key={at}
              size="xs"
              required
              data-missing={!values[at]?.trim() || undefined}
              label={labelOf(blank)}
              maxLength={1024}
              error={touched.has(at) && !values[at]?.trim() && t('composer.providerTemplate.missing')}
              value={values[at] ?? ''}
              onBlur={() => setTouched((before) => new Set([...before, at]))}
              onChange={(event) => onChange({ ...value!, values: values.with(at, event.currentTarget.value) })}
            />
          ))}
          <figure className={classes.preview}>
            <figcaption>{t('composer.providerTemplate.preview')}</figcaption>
            <ProviderTemplatePreview template={template} values={values} />
          </figure>
          {keptAside(template, attached.content) && (
            <p className={classes.hint}>{t('composer.providerTemplate.draftStays')}</p>
          )}
        </>
      )}
    </div>
  );
}
