import type { Language, PreviewSignature } from '@guichet/contracts';
import { FormColumn, Hint, PageSection, SaveBar } from '@guichet/ui';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { LanguageTabs } from './language-tabs.js';
import { SignaturePreview } from './signature-preview.js';
import classes from './signatures.module.css';
import type { BlockDraft } from './use-block-draft.js';

interface Props {
  title: string;
  hint: ReactNode;
  form: Omit<BlockDraft<object>, 'value' | 'change'>;
  /** The block as it stands in the fields. */
  asked: Pick<PreviewSignature, 'settings' | 'teamId' | 'team'>;
  /** The fields, with the wordings of one language. */
  children: (language: Language) => ReactNode;
}

/** A block in one language at a time: its fields beside what they make of a reply, and the bar that saves it. */
export function BlockFormFrame({ title, hint, form, asked, children }: Props) {
  const { t, i18n } = useTranslation();
  const [language, setLanguage] = useState<Language>(shownLanguage(i18n));
  return (
    <>
      <PageSection>
        <div className={classes.head}>
          <h2>{title}</h2>
          <LanguageTabs value={language} onChange={setLanguage} />
        </div>
        <Hint>{hint}</Hint>
        <div className={classes.columns}>
          <FormColumn>{children(language)}</FormColumn>
          <SignaturePreview asked={{ ...asked, language, anonymous: false }} />
        </div>
      </PageSection>
      <SaveBar
        dirty={form.dirty}
        what={t('signatureBlocks.saving')}
        error={form.error}
        pending={form.pending}
        onSave={form.save}
        onDiscard={form.discard}
      />
    </>
  );
}
