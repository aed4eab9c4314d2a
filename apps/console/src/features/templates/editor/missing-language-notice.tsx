import { EmptyState } from '@guichet/ui';
import { Button } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { currentVersion } from '../variant-states-and-current-version.js';
import { useBeginDraft } from '../template-screen/use-version-steps.js';
import { useCurrentVersion } from '../template-screen/template-screen-context.js';

/** Stands in place of the text of a language that has no version; its first draft begins with the source. */
export function MissingLanguageNotice() {
  const { t, i18n } = useTranslation();
  const begin = useBeginDraft();
  const { template, language, versions = [] } = useCurrentVersion();
  const source = currentVersion(versions, template.sourceLanguage);
  const word = t(`templates.language.${language}`);
  // French writes its languages small.
  const name = i18n.language === 'fr' ? word.toLocaleLowerCase('fr') : word;
  return (
    <EmptyState
      icon={IconLanguage}
      title={t('templates.one.translate', { language: name })}
      action={
        template.rights.includes('write') &&
        source && (
          <Button loading={begin.isPending} onClick={() => begin.mutate(source.content)}>
            {t('templates.one.translate', { language: name })}
          </Button>
        )
      }
    >
      {t('templates.one.translateText', { language: name })}
    </EmptyState>
  );
}
