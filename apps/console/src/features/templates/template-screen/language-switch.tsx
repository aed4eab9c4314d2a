import { Language } from '@guichet/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './language-switch.module.css';
import { VariantStateMark } from '../variant-state-mark.js';
import { variantStates, variantOf } from '../variant-states-and-current-version.js';
import { useCurrentTemplate } from './template-screen-context.js';

/** Switches between the source language and its translation, each with its state. */
export function LanguageSwitch() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { template, language } = useCurrentTemplate();
  const source = template.sourceLanguage;
  const show = (next: Language) =>
    void navigate({
      to: '.',
      search: (before) => ({ ...before, language: next }),
      replace: true,
    });
  return (
    <div className={classes.switch} role="group" aria-label={t('templates.one.languages')}>
      {Language.options
        .toSorted((a) => (a === source ? -1 : 1))
        .map((one) => (
          <button
            key={one}
            type="button"
            className={classes.language}
            aria-pressed={one === language}
            title={t(one === source ? 'templates.one.sourceIs' : 'templates.one.courtesy')}
            onClick={() => show(one)}
          >
            {t(`templates.language.${one}`)}
            <VariantStateMark
              standing={variantStates(variantOf(template, one))[0]!}
              isOwn={template.scope === 'mine'}
              lacksBlock={variantOf(template, one)?.lacksBlock}
            />
          </button>
        ))}
    </div>
  );
}
