import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { Language } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { useMay } from '../../../shared/session/use-session.js';
import { useTeamChoices } from '../use-template-scopes.js';

const MINE = 'mine';
const EVERYBODY = 'everybody';
const BLOCK = 'block';

interface Values {
  title: string;
  intention: string;
  /** `mine`, `everybody`, `block`, or the id of a team. */
  whose: string;
  /** Of one's own, which is in use at once. */
  text: string;
  language: Language;
}

/** What is created: one's own has its text at once, all others are written on the page that opens. */
const toCreate = ({ title, intention, whose, text, language }: Values) => ({
  title,
  ...(whose === MINE
    ? { language, scope: 'mine' as const, content: { blocks: [{ kind: 'facts' as const, full: text }] } }
    : whose === EVERYBODY
      ? { intention }
      : whose === BLOCK
        ? { intention, isBlock: true, content: { blocks: [{ kind: 'facts' as const, full: '' }] } }
        : { intention, scope: 'team' as const, teamId: whose }),
});

function useCreate(onClose: () => void) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [attempt] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: async (values: Values) => {
      const { whose, text, language } = values;
      const template = await call('createTemplate', { body: toCreate(values), idempotencyKey: attempt });
      // One that is refused is a draft, whose page says what stands in the way.
      if (whose === MINE && text.trim())
        await call('submitVersion', { params: { id: template.id, number: 1 }, body: { language } }).catch(() => null);
      return template;
    },
    onSuccess: async (template) => {
      void queryClient.invalidateQueries({ queryKey: ['templates'] });
      onClose();
      await navigate({ to: '/templates/$templateId', params: { templateId: template.id } });
    },
  });
}

/** Creates a template for oneself, a team or everybody; proposes a shared block where one was asked for. */
export function NewTemplateDialog({ isBlock = false, onClose }: { isBlock?: boolean; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const writes = may('template.write');
  const teams = useTeamChoices();
  const create = useCreate(onClose);
  const form = useForm<Values>({
    initialValues: {
      title: '',
      intention: '',
      whose: isBlock ? BLOCK : writes ? EVERYBODY : MINE,
      text: '',
      language: shownLanguage(i18n),
    },
  });
  const { whose } = form.values;
  const isMine = whose === MINE;
  const hint =
    whose === BLOCK
      ? t('templates.blocks.hint')
      : t(`templates.scope.${isMine ? 'mineHint' : whose === EVERYBODY ? 'everybodyHint' : 'teamHint'}`);
  return (
    <FormDialog
      title={t(whose === BLOCK ? 'templates.blocks.new' : 'templates.new')}
      error={create.error}
      submit={t('templates.create')}
      pending={create.isPending}
      onSubmit={form.onSubmit((values) => create.mutate(values))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('templates.one.name')}
        required
        maxLength={120}
        {...form.getInputProps('title')}
      />
      {writes && (
        <Select
          label={t('templates.scope.label')}
          description={hint}
          data={[
            ...(may('case.reply') ? [{ value: MINE, label: t('templates.scope.mine') }] : []),
            ...teams,
            { value: EVERYBODY, label: t('templates.scope.everybody') },
            { value: BLOCK, label: t('templates.blocks.one') },
          ]}
          allowDeselect={false}
          {...form.getInputProps('whose')}
        />
      )}
      {isMine && (
        <Select
          label={t('templates.one.languages')}
          data={Language.options.map((value) => ({ value, label: t(`templates.language.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('language')}
        />
      )}
      {isMine ? (
        <Textarea
          label={t('templates.scope.text')}
          description={writes ? undefined : t('templates.scope.mineHint')}
          required
          autosize
          minRows={4}
          maxRows={12}
          maxLength={8000}
          {...form.getInputProps('text')}
        />
      ) : (
        <Textarea
          label={t('templates.one.intention')}
          description={t('templates.one.intentionHint')}
          autosize
          minRows={2}
          maxLength={300}
          {...form.getInputProps('intention')}
        />
      )}
    </FormDialog>
  );
}
