import type { TemplateActions } from '@guichet/contracts';
import { NativeSelect, NumberInput, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { tagsQuery } from '../../../shared/api/queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { EditorSectionProps } from './editor-section-props.js';
import { CollapsibleSection } from './collapsible-section.js';

/** The part of the editor with the actions on the case that a reply from this template proposes. */
export function CaseActionsSection({ text, change, readOnly }: EditorSectionProps) {
  const { t } = useTexts();
  const formats = useFormats();
  const { data: tags = [] } = useQuery(tagsQuery);
  const { assign, addTags, status, snoozeDays } = text.actions;
  const set = (next: Partial<TemplateActions>) =>
    change((before) => ({ ...before, actions: { ...before.actions, ...next } }));
  const actionLabels = [
    assign && t(`templates.edit.${assign === 'me' ? 'assignMe' : 'assignNobody'}`),
    ...addTags,
    status && t(`common.status.${status}`),
    snoozeDays && t('common.labelled', { label: t('templates.edit.snooze'), value: snoozeDays }),
  ].filter((piece) => typeof piece === 'string');
  return (
    <CollapsibleSection
      title={t('templates.edit.actions')}
      summary={formats.list(actionLabels) || t('templates.edit.noActions')}
    >
      <NativeSelect
        label={t('templates.edit.assign')}
        disabled={readOnly}
        data={[
          { value: '', label: t('templates.edit.assignNone') },
          { value: 'me', label: t('templates.edit.assignMe') },
          { value: 'nobody', label: t('templates.edit.assignNobody') },
        ]}
        value={assign ?? ''}
        onChange={(event) => set({ assign: (event.currentTarget.value || null) as TemplateActions['assign'] })}
      />
      <TagsInput
        label={t('templates.edit.addTags')}
        description={readOnly ? undefined : t('templates.one.tagsHint')}
        disabled={readOnly}
        data={tags}
        maxTags={10}
        value={addTags}
        onChange={(next) => set({ addTags: [...new Set(next.map((tag) => tag.trim().toLowerCase().slice(0, 40)))] })}
      />
      <NativeSelect
        label={t('templates.edit.status')}
        disabled={readOnly}
        data={[
          { value: '', label: t('templates.edit.statusNone') },
          ...(['open', 'waiting', 'closed'] as const).map((one) => ({ value: one, label: t(`common.status.${one}`) })),
        ]}
        value={status ?? ''}
        onChange={(event) => set({ status: (event.currentTarget.value || null) as TemplateActions['status'] })}
      />
      <NumberInput
        label={t('templates.edit.snooze')}
        disabled={readOnly}
        min={1}
        max={365}
        clampBehavior="strict"
        allowDecimal={false}
        value={snoozeDays ?? ''}
        onChange={(days) => set({ snoozeDays: typeof days === 'number' && days >= 1 ? days : null })}
      />
    </CollapsibleSection>
  );
}
