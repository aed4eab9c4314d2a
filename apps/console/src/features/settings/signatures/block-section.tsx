import type { Language, PreviewSignature } from '@guichet/contracts';
import { FormColumn, Hint, PageSection } from '@guichet/ui';
import type { ReactNode } from 'react';
import { LanguageTabs } from './language-tabs.js';
import { SignaturePreview } from './signature-preview.js';
import classes from './signatures.module.css';

interface Props {
  title: string;
  hint: ReactNode;
  /** The language of which the wordings are shown. */
  language: Language;
  onLanguage: (language: Language) => void;
  /** The block as it stands in the fields. */
  asked: Pick<PreviewSignature, 'settings' | 'teamId' | 'team'>;
  /** The fields. */
  children: ReactNode;
}

/** The fields of a block in one language, beside what they make of a reply. */
export function BlockSection({ title, hint, language, onLanguage, asked, children }: Props) {
  return (
    <PageSection>
      <div className={classes.head}>
        <h2>{title}</h2>
        <LanguageTabs value={language} onChange={onLanguage} />
      </div>
      <Hint>{hint}</Hint>
      <div className={classes.columns}>
        <FormColumn>{children}</FormColumn>
        <SignaturePreview asked={{ ...asked, language, anonymous: false }} />
      </div>
    </PageSection>
  );
}
