import type { TemplateSummary, UpdateTemplate } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Group, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { tagsQuery } from '../../../shared/api/queries.js';
import { templateQuery } from '../../../shared/api/template-queries.js';
import { sectorsQuery } from '../../../shared/api/settings-queries.js';
import { useTemplateNames } from '../../../shared/i18n/use-template-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** Edits purpose, sector, tags and period of validity of a template, which have no versions. */
export function TemplateDetailsDialog({ template, onClose }: { template: TemplateSummary; onClose: () => void }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const { data: tags = [] } = useQuery(tagsQuery);
  const { data: sectors = [] } = useQuery(sectorsQuery);
  const maySetDays = template.rights.includes('approve') || template.scope === 'mine';
  const shown = useTemplateNames().namesOf(template);
  const form = useForm({
    initialValues: {
      intention: shown.intention,
      sectorId: template.sectorId,
      tags: [...shown.tags],
      validFrom: template.validFrom ?? '',
      validUntil: template.validUntil ?? '',
    },
    validate: {
      validUntil: (until, { validFrom }) => (until && until < validFrom ? t('templates.one.untilBefore') : null),
    },
  });
  const save = useMutation({
    mutationFn: ({ intention, tags: chosen, ...optional }: typeof form.values) => {
      const change: UpdateTemplate = {
        // What was shipped and is shown in another language stays as it is stored, unless it was changed.
        intention: intention === shown.intention ? template.intention : intention,
        tags: chosen.join() === shown.tags.join() ? template.tags : chosen,
        sectorId: optional.sectorId,
        validFrom: optional.validFrom || null,
        validUntil: optional.validUntil || null,
      };
      return call('updateTemplate', { params: { id: template.id }, body: change });
    },
    onSuccess: (saved) => {
      queryClient.setQueryData(templateQuery(template.id).queryKey, saved);
      void queryClient.invalidateQueries({ queryKey: ['templates', 'library'] });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('templates.one.details')}
      error={save.error}
      submit={t('common.save')}
      pending={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <Textarea
        data-autofocus
        label={t('templates.one.intention')}
        description={t('templates.one.intentionHint')}
        autosize
        minRows={2}
        maxLength={300}
        {...form.getInputProps('intention')}
      />
      {template.scope === 'everybody' && !template.isBlock && (sectors.length > 0 || template.sectorId) && (
        <Select
          label={t('sectors.one')}
          description={t('templates.one.sectorHint')}
          placeholder={t('templates.one.everywhere')}
          data={sectors
            .filter(({ id, archived }) => !archived || id === template.sectorId)
            .map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          clearable
          {...form.getInputProps('sectorId')}
        />
      )}
      <TagsInput
        label={t('templates.one.tags')}
        description={t('templates.one.tagsHint')}
        data={tags}
        maxTags={20}
        {...form.getInputProps('tags')}
      />
      <Group grow align="flex-end">
        <TextInput
          type="date"
          label={t('templates.one.from')}
          disabled={!maySetDays}
          {...form.getInputProps('validFrom')}
        />
        <TextInput
          type="date"
          label={t('templates.one.until')}
          disabled={!maySetDays}
          description={t('templates.one.untilHint')}
          {...form.getInputProps('validUntil')}
        />
      </Group>
    </FormDialog>
  );
}
