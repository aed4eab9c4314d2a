import { bulkLimits, languages, type Language } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStartBulkAction, type ChosenCases } from '../../../shared/bulk/use-start-bulk-action.js';
import { useLanguages } from '../../../shared/i18n/use-languages.js';
import { useManyCasesTemplateChoices } from '../../../shared/templates/use-many-cases-template-choices.js';

interface Props {
  chosen: ChosenCases;
  count: number;
  onClose: () => void;
}

/** Asks by which template many cases are answered. Nothing is sent by it: the replies are written, and shown first. */
export function ReplyToManyDialog({ chosen, count, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const start = useStartBulkAction();
  const names = useLanguages();
  const [text, setText] = useState('');
  const [template, setTemplate] = useState<{ value: string; label: string }>();
  const [language, setLanguage] = useState<Language | null>(null);
  const found = useManyCasesTemplateChoices(template?.label === text ? '' : text);
  const choices = template && !found.some(({ value }) => value === template.value) ? [template, ...found] : found;
  const number = (value: number) => new Intl.NumberFormat(i18n.language).format(value);
  const isTooMany = count > bulkLimits.replies;
  const send = () => {
    if (!template) return;
    void start(chosen, { kind: 'reply', templateId: template.value, ...(language && { language }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('bulk.reply.title', { count, n: number(count) })}
      error={null}
      pending={false}
      submit={t('bulk.reply.prepare')}
      disabled={!template || isTooMany}
      onSubmit={send}
      onClose={onClose}
    >
      <Text size="sm" c={isTooMany ? 'var(--g-danger)' : 'var(--g-text-2)'}>
        {isTooMany ? t('bulk.reply.tooMany', { max: number(bulkLimits.replies) }) : t('bulk.reply.how')}
      </Text>
      <Select
        data-autofocus
        label={t('bulk.reply.template')}
        data={choices}
        searchable
        required
        // The server has searched already: by words of the text, too.
        filter={({ options }) => options}
        nothingFoundMessage={t('common.choose.none')}
        searchValue={text}
        onSearchChange={setText}
        value={template?.value ?? null}
        onChange={(value) => setTemplate(choices.find((choice) => choice.value === value))}
      />
      <Select
        label={t('bulk.reply.language')}
        placeholder={t('bulk.reply.languageOfCase')}
        data={languages.map((value) => ({ value, label: names.name(value) }))}
        clearable
        value={language}
        onChange={(value) => setLanguage(languages.find((one) => one === value) ?? null)}
      />
    </FormDialog>
  );
}
