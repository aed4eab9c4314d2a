import type { TemplateActions } from '@guichet/contracts';
import { NativeSelect, NumberInput, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { tagsQuery } from '../api/queries.js';
import { useTimes } from '../i18n/time.js';
import type { PartProps } from './content-editor.js';
import { FoldedPart } from './folded-part.js';

/** What is done with the case once the answer is sent; the agent sees it and may leave it out. */
export function ActionsPart({ text, change, readOnly }: PartProps) {
  const { t } = useTranslation();
  const times = useTimes();
  const { data: tags = [] } = useQuery(tagsQuery);
  const { assign, addTags, status, snoozeDays } = text.actions;
  const set = (next: Partial<TemplateActions>) =>
    change((before) => ({ ...before, actions: { ...before.actions, ...next } }));
  const told = [
    assign && t(`library.edit.${assign === 'me' ? 'assignMe' : 'assignNobody'}`),
    ...addTags,
    status && t(`status.${status}`),
    snoozeDays && `${t('library.edit.snooze')}: ${snoozeDays}`,
  ].filter((piece) => typeof piece === 'string');
  return (
    <FoldedPart title={t('library.edit.actions')} told={times.list(told) || t('library.edit.noActions')}>
      <NativeSelect
        label={t('library.edit.assign')}
        disabled={readOnly}
        data={[
          { value: '', label: t('library.edit.assignNone') },
          { value: 'me', label: t('library.edit.assignMe') },
          { value: 'nobody', label: t('library.edit.assignNobody') },
        ]}
        value={assign ?? ''}
        onChange={(event) => set({ assign: (event.currentTarget.value || null) as TemplateActions['assign'] })}
      />
      <TagsInput
        label={t('library.edit.addTags')}
        description={readOnly ? undefined : t('library.one.tagsHint')}
        disabled={readOnly}
        data={tags}
        maxTags={10}
        value={addTags}
        onChange={(next) => set({ addTags: [...new Set(next.map((tag) => tag.trim().toLowerCase().slice(0, 40)))] })}
      />
      <NativeSelect
        label={t('library.edit.status')}
        disabled={readOnly}
        data={[
          { value: '', label: t('library.edit.statusNone') },
          ...(['open', 'waiting', 'closed'] as const).map((one) => ({ value: one, label: t(`status.${one}`) })),
        ]}
        value={status ?? ''}
        onChange={(event) => set({ status: (event.currentTarget.value || null) as TemplateActions['status'] })}
      />
      <NumberInput
        label={t('library.edit.snooze')}
        disabled={readOnly}
        min={1}
        max={365}
        clampBehavior="strict"
        allowDecimal={false}
        value={snoozeDays ?? ''}
        onChange={(days) => set({ snoozeDays: typeof days === 'number' && days >= 1 ? days : null })}
      />
    </FoldedPart>
  );
}
