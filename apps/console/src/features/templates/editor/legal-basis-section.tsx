import { LegalAct, type TemplateContent } from '@guichet/contracts';
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { CollapsibleSection } from './collapsible-section.js';
import type { EditorSectionProps } from './editor-section-props.js';

type Legal = NonNullable<TemplateContent['legal']>;
const none: Legal = { act: 'correspondence', source: '', confirmedBy: null };

/** The part of the editor that says what the text is in law, from which articles it is written, and who has confirmed them. */
export function LegalBasisSection({ text, change, readOnly }: EditorSectionProps) {
  const { t } = useTexts();
  const { legal } = text;
  const set = (next: Partial<Legal>) =>
    change((before) => ({ ...before, legal: { ...(before.legal ?? none), ...next } }));
  return (
    <CollapsibleSection
      title={t('templates.legal.title')}
      summary={legal ? t(`templates.legal.act.${legal.act}`) : t('templates.legal.none')}
    >
      <NativeSelect
        label={t('templates.legal.kind')}
        description={t('templates.legal.kindHint')}
        disabled={readOnly}
        data={[
          ...(legal ? [] : [{ value: '', label: t('templates.legal.none') }]),
          ...LegalAct.options.map((act) => ({ value: act, label: t(`templates.legal.act.${act}`) })),
        ]}
        value={legal?.act ?? ''}
        onChange={(event) => set({ act: event.currentTarget.value as LegalAct })}
      />
      <Textarea
        id="legal-source"
        label={t('templates.legal.source')}
        description={t('templates.legal.sourceHint')}
        readOnly={readOnly}
        autosize
        minRows={1}
        maxLength={500}
        value={legal?.source ?? ''}
        onChange={(event) => set({ source: event.currentTarget.value.replaceAll('\n', ' ') })}
      />
      <TextInput
        label={t('templates.legal.confirmedBy')}
        description={t('templates.legal.confirmedByHint')}
        readOnly={readOnly}
        maxLength={120}
        value={legal?.confirmedBy ?? ''}
        onChange={(event) => set({ confirmedBy: event.currentTarget.value || null })}
      />
    </CollapsibleSection>
  );
}
