import {
  providerBlanks,
  type Attachment,
  type PostMessage,
  type ProviderTemplate,
  type ReplyRoute,
} from '@guichet/contracts';
import { Button, FileButton, Select, TextInput } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './provider-template-body.module.css';
import { AttachmentList } from '../../../shared/attachments/attachment-list.js';
import { useBlankLabel } from '../../../shared/provider-templates/use-blank-label.js';
import { ProviderTemplatePreview } from '../../../shared/provider-templates/provider-template-preview.js';
import type { useUploads } from '../../../shared/attachments/use-uploads.js';

export type ChosenProviderTemplate = NonNullable<PostMessage['providerTemplate']>;

interface Props {
  option: ReplyRoute;
  value: ChosenProviderTemplate | undefined;
  /** The files of the reply, of which a message that begins with one takes the first. */
  files: readonly Attachment[];
  uploads: ReturnType<typeof useUploads>;
  onFiles: (files: Attachment[]) => void;
  onChange: (approved: ChosenProviderTemplate) => void;
}

/**
 * The composer where only messages approved by the provider may be sent: the choice of one, its placeholders, and a
 * preview.
 */
export function ProviderTemplateBody({ option, value, onChange, ...attached }: Props) {
  const { t } = useTranslation();
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
          {template.headerFile && <HeaderFile kind={template.headerFile} {...attached} />}
          {providerBlanks(template).map((blank, at) => (
            <TextInput
              key={at}
              size="xs"
              required
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
        </>
      )}
    </div>
  );
}

interface HeaderFileProps extends Pick<Props, 'files' | 'uploads' | 'onFiles'> {
  kind: NonNullable<ProviderTemplate['headerFile']>;
}

/** Asks for the file with which an approved message begins. */
function HeaderFile({ kind, files, uploads, onFiles }: HeaderFileProps) {
  const { t } = useTranslation();
  return (
    <div>
      <p className={classes.hint}>{t(`common.approvedMessage.file.${kind}`)}</p>
      <AttachmentList
        files={[...files]}
        uploading={uploads.uploading}
        limits={undefined}
        onRemove={(id) => onFiles(files.filter((file) => file.id !== id))}
      />
      <FileButton onChange={(file) => file && uploads.add([file])}>
        {(button) => (
          <Button {...button} size="xs" variant="default" leftSection={<IconPaperclip size={15} stroke={1.5} />}>
            {t('common.approvedMessage.attach')}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
