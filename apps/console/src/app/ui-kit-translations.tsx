import { explainInvalidFields, KitTextsProvider, type KitTexts } from '@guichet/ui';
import { useEffect, useMemo, type ReactNode } from 'react';
import { isFailure, isOffline } from '../shared/api/failure.js';
import { useProblemText } from '../shared/i18n/use-problem-text.js';
import { useTexts } from '../shared/i18n/use-texts.js';

const kindOf = (error: unknown) => {
  if (isOffline(error)) return 'offline';
  for (const kind of ['not-permitted', 'not-found'] as const) if (isFailure(error, kind)) return kind;
  return 'other';
};

/** Provides the texts of the component kit in the language of the agent. */
export function UiKitTranslations({ children }: { children: ReactNode }) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const texts = useMemo(
    (): KitTexts => ({
      cancel: t('common.cancel'),
      close: t('common.close'),
      save: t('common.save'),
      retry: t('common.retry'),
      clearSearch: t('inbox.clearText'),
      sortBy: (column) => t('common.sortBy', { column }),
      showSecret: t('auth.signIn.show'),
      combobox: {
        create: (text) => t('choose.create', { text }),
        createByEnter: t('choose.createByEnter'),
        noMatch: t('choose.none'),
        typeToSearch: t('choose.type'),
        searching: t('common.looking'),
      },
      saveBar: {
        label: t('settings.saveBar.label'),
        unsaved: t('settings.saveBar.unsaved'),
        discard: t('settings.saveBar.discard'),
      },
      leave: {
        title: t('settings.leave.title'),
        text: t('settings.leave.what'),
        leave: t('settings.leave.go'),
        stay: t('settings.leave.stay'),
      },
      closing: { loses: t('common.closingLoses'), anyway: t('common.closeAnyway') },
      conflict: {
        title: t('settings.conflict.title'),
        text: t('settings.conflict.what'),
        takeTheirs: t('settings.conflict.theirs'),
        keepMine: t('settings.conflict.mine'),
      },
      error: {
        failed: t('common.error.failed'),
        notPermitted: t('common.error.notPermitted'),
        notPermittedText: t('common.error.notPermittedText'),
        notFound: t('common.error.notFound'),
        notFoundText: t('common.error.notFoundText'),
      },
      schema: {
        advanced: (group) => t('settings.schema.advanced', { group }),
        item: (title, number) => t('settings.schema.item', { title, number }),
        add: t('settings.schema.add'),
        addTo: (title) => t('settings.schema.addTo', { title }),
        remove: t('settings.schema.remove'),
        removeItem: (title, number) => t('settings.schema.removeItem', { title, number }),
      },
      describeError: (error) => ({ kind: kindOf(error), text: problemText(error) }),
    }),
    [t, problemText],
  );
  useEffect(
    () =>
      explainInvalidFields({
        missing: t('common.invalid.missing'),
        email: t('common.invalid.email'),
        url: t('common.invalid.url'),
        incomplete: t('common.invalid.incomplete'),
        other: t('common.invalid.other'),
      }),
    [t],
  );
  return <KitTextsProvider texts={texts}>{children}</KitTextsProvider>;
}
