import {
  signatureLimits,
  SignatureSettings,
  type BothLanguages,
  type Language,
  type Signatures,
} from '@guichet/contracts';
import { SaveBar } from '@guichet/ui';
import { Button, Textarea, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { toast } from '../../../shared/feedback/toast.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { AccountForms } from './account-forms.js';
import { BlockSection } from './block-section.js';
import classes from './signatures.module.css';
import { WordingField } from './wording-field.js';

/** What the fields of a block hold, by their names. */
type Wording = {
  [Name in keyof SignatureSettings]: SignatureSettings[Name] extends BothLanguages ? Name : never;
}[keyof SignatureSettings];

function useSettingsForm({ settings }: Signatures) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<SignatureSettings>();
  const saved = settings ?? SignatureSettings.parse({});
  const save = useMutation({
    mutationFn: (body: SignatureSettings) => call('saveSignatureSettings', { body }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['signatures'] });
      setDraft(undefined);
      toast({ message: t('common.saved') });
    },
  });
  const value = draft ?? saved;
  return {
    value,
    dirty: JSON.stringify(value) !== JSON.stringify(saved),
    /** What ships signs nothing before somebody has saved it. */
    isOff: settings === null,
    change: (part: Partial<SignatureSettings>) => setDraft({ ...value, ...part }),
    save: () => save.mutate(value),
    discard: () => setDraft(undefined),
    error: save.error,
    pending: save.isPending,
  };
}

/** The blocks of the organisation, in one language at a time, with what they make of a reply. */
export function OrganisationBlockForm({ signatures }: { signatures: Signatures }) {
  const { t, i18n } = useTranslation();
  const form = useSettingsForm(signatures);
  const [language, setLanguage] = useState<Language>(shownLanguage(i18n));
  const { value } = form;
  const of = (name: Wording) => ({
    value: value[name][language],
    lang: language,
    onWords: (words: string) => form.change({ [name]: { ...value[name], [language]: words } }),
  });
  return (
    <>
      {form.isOff && (
        <p className={classes.off} role="status">
          <span>{t('signatureBlocks.off')}</span>
          <Button size="compact-md" loading={form.pending} onClick={form.save}>
            {t('signatureBlocks.switchOn')}
          </Button>
        </p>
      )}
      <BlockSection
        title={t('signatureBlocks.organisation')}
        hint={
          <>
            {t('signatureBlocks.organisationHint')}{' '}
            <Link className={classes.hintLink} to="/settings/organisation">
              {t('signatureBlocks.toOrganisation')}
            </Link>
          </>
        }
        language={language}
        onLanguage={setLanguage}
        asked={{ settings: value }}
      >
        <Wordings of={of} />
        <TextInput
          label={t('signatureBlocks.accessibilityUrl')}
          type="url"
          maxLength={500}
          placeholder="https://"
          value={value.accessibilityUrl}
          onChange={(event) => form.change({ accessibilityUrl: event.currentTarget.value })}
        />
        <AccountForms accounts={signatures.accounts} value={value.accounts} onChange={form.change} />
      </BlockSection>
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

type FieldOf = (name: Wording) => { value: string; lang: Language; onWords: (words: string) => void };

/** The fields that have a wording in each language. */
function Wordings({ of }: { of: FieldOf }) {
  const { t } = useTranslation();
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
