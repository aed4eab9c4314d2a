import { providerBlanks, type TemplatePreview } from '@guichet/contracts';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { ProviderTemplatePreview } from '../../../shared/provider-templates/provider-template-preview.js';
import { useBlankLabel } from '../../../shared/provider-templates/use-blank-label.js';
import type { EditorSectionProps } from './editor-section-props.js';
import classes from './content-editor.module.css';
import { CollapsibleSection } from './collapsible-section.js';
import { WordingField } from './wording-field.js';
import { wordingId } from '../findings/go-to-finding.js';

const none = { name: '', language: '', values: [] as string[] };

/** The part of the editor that names the message approved by WhatsApp, for when free text is not accepted any more. */
export function WhatsappApprovedMessageSection({
  language,
  text,
  change,
  readOnly,
  approved,
}: EditorSectionProps & { approved: TemplatePreview['approvedMessage'] | undefined }) {
  const { t } = useTexts();
  const labelOf = useBlankLabel();
  const blanks = approved ? providerBlanks(approved) : [];
  const label = (index: number) =>
    blanks[index] ? labelOf(blanks[index]) : t('templates.edit.whatsappValue', { number: index + 1 });
  const message = text.whatsapp ?? none;
  const set = (next: Partial<typeof none>) =>
    change((before) => {
      const whatsapp = { ...(before.whatsapp ?? none), ...next };
      const blank = whatsapp.name === '' && whatsapp.language === '' && whatsapp.values.length === 0;
      return { ...before, whatsapp: blank ? null : whatsapp };
    });
  const setValue = (index: number, value: string) =>
    set({ values: message.values.map((one, at) => (at === index ? value : one)) });
  return (
    <CollapsibleSection title={t('templates.edit.whatsapp')} summary={message.name || t('templates.edit.whatsappNone')}>
      <p className={classes.hint}>{t('templates.edit.whatsappHint')}</p>
      <TextInput
        id={wordingId({ block: null, wording: 'whatsapp' })}
        label={t('templates.edit.whatsappName')}
        maxLength={512}
        readOnly={readOnly}
        value={message.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('templates.edit.whatsappLanguage')}
        placeholder="fr"
        maxLength={20}
        readOnly={readOnly}
        value={message.language}
        onChange={(event) => set({ language: event.currentTarget.value })}
      />
      {message.values.map((value, index) => (
        <div key={index} className={classes.value}>
          <WordingField
            id={`wording-whatsapp-value-${index}`}
            label={label(index)}
            language={message.language ? message.language.replace('_', '-') : language}
            value={value}
            maxLength={1024}
            minRows={1}
            readOnly={readOnly}
            onText={(next) => setValue(index, next)}
          />
          {!readOnly && (
            <ActionIcon
              size={34}
              aria-label={t('templates.edit.whatsappRemove', { number: index + 1 })}
              onClick={() => set({ values: message.values.filter((_, at) => at !== index) })}
            >
              <IconTrash size={16} stroke={1.5} />
            </ActionIcon>
          )}
        </div>
      ))}
      {!readOnly && message.values.length < 20 && (
        <div>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} stroke={1.75} />}
            onClick={() => set({ values: [...message.values, ''] })}
          >
            {t('templates.edit.whatsappAdd')}
          </Button>
        </div>
      )}
      {!readOnly && message.values.length < blanks.length && (
        <div>
          <Button
            size="xs"
            variant="default"
            onClick={() => set({ values: blanks.map((_, index) => message.values[index] ?? '') })}
          >
            {t('templates.edit.whatsappAll', { count: blanks.length })}
          </Button>
        </div>
      )}
      {approved && <ProviderTemplatePreview template={approved} values={approved.values} />}
    </CollapsibleSection>
  );
}
