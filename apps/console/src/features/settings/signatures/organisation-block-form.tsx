import {
  signatureLimits,
  SignatureSettings,
  type BothLanguages,
  type Language,
  type Signatures,
} from '@guichet/contracts';
import { Button, Textarea, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { call } from '../../../shared/api/client.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { AccountsWithShortSignature } from './accounts-with-short-signature.js';
import { BlockFormFrame } from './block-form-frame.js';
import classes from './signatures.module.css';
import { useBlockDraft } from './use-block-draft.js';
import { WordingField } from './signature-wording-field.js';

/** What the fields of a block hold, by their names. */
type Wording = {
  [Name in keyof SignatureSettings]: SignatureSettings[Name] extends BothLanguages ? Name : never;
}[keyof SignatureSettings];

/** The blocks of the organisation, in one language at a time, with what they make of a reply. */
export function OrganisationBlockForm({ signatures }: { signatures: Signatures }) {
  const { t } = useTexts();
  const { settings, accounts } = signatures;
  const form = useBlockDraft(settings ?? SignatureSettings.parse({}), (body) =>
    call('saveSignatureSettings', { body }),
  );
  const { value } = form;
  const inLanguage =
    (language: Language): FieldOf =>
    (name) => ({
      value: value[name][language],
      lang: language,
      onWords: (words) => form.change({ [name]: { ...value[name], [language]: words } }),
    });
  return (
    <>
      {/* What ships signs nothing before somebody has saved it. */}
      {settings === null && (
        <p className={classes.off} role="status">
          <span>{t('signatureBlocks.off')}</span>
          <Button size="compact-md" loading={form.pending} onClick={form.save}>
            {t('signatureBlocks.switchOn')}
          </Button>
        </p>
      )}
      <BlockFormFrame
        title={t('signatureBlocks.organisation')}
        hint={
          <>
            {t('signatureBlocks.organisationHint')}{' '}
            <Link className={classes.hintLink} to="/settings/organisation">
              {t('signatureBlocks.toOrganisation')}
            </Link>
          </>
        }
        form={form}
        asked={{ settings: value }}
      >
        {(language) => (
          <>
            <Wordings of={inLanguage(language)} />
            <TextInput
              label={t('signatureBlocks.accessibilityUrl')}
              type="url"
              maxLength={500}
              placeholder="https://"
              value={value.accessibilityUrl}
              onChange={(event) => form.change({ accessibilityUrl: event.currentTarget.value })}
            />
            <AccountsWithShortSignature accounts={accounts} value={value.accounts} onChange={form.change} />
          </>
        )}
      </BlockFormFrame>
    </>
  );
}

type FieldOf = (name: Wording) => { value: string; lang: Language; onWords: (words: string) => void };

/** The fields that have a wording in each language. */
function Wordings({ of }: { of: FieldOf }) {
  const { t } = useTexts();
  const wording = (name: 'full' | 'short') => {
    const { onWords, ...field } = of(name);
    return {
      ...field,
      onChange: onWords,
      label: t(`signatureBlocks.${name}`),
      description: t(`signatureBlocks.${name}Hint`),
    };
  };
  const lines = (name: 'letterhead' | 'legalNotice' | 'accessibility') => {
    const { onWords, ...field } = of(name);
    return {
      ...field,
      label: t(`signatureBlocks.${name}`),
      description: t(`signatureBlocks.${name}Hint`),
      onChange: (event: { currentTarget: { value: string } }) => onWords(event.currentTarget.value),
    };
  };
  return (
    <>
      <WordingField {...wording('full')} minRows={6} maxLength={signatureLimits.full} />
      <WordingField {...wording('short')} minRows={1} maxLength={signatureLimits.line} />
      <Textarea {...lines('letterhead')} autosize minRows={2} maxLength={signatureLimits.below} />
      <Textarea {...lines('legalNotice')} autosize minRows={2} maxLength={signatureLimits.below} />
      <TextInput {...lines('accessibility')} maxLength={signatureLimits.line} />
    </>
  );
}
