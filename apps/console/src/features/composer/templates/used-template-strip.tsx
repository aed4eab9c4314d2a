import { Language, type CaseDetail } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconLanguage, IconPaperclip, IconTemplate, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { templateQuery } from '../../../shared/api/template-queries.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTemplateNames } from '../../../shared/i18n/use-template-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { LanguageButtons } from '../language-buttons.js';
import { TemplateActionChips } from './template-action-chips.js';
import { ShortenedRenderingMark } from './shortened-rendering-mark.js';
import { SecurePagePreview } from './secure-page-preview.js';
import { FieldsToggle, useFoldedFields } from './fields-toggle.js';
import { TemplateFields } from './template-fields.js';
import { TemplateStanding } from './template-standing.js';
import classes from './used-template-strip.module.css';
import type { ReplyTemplate } from './use-reply-template.js';

function LanguageSwitch({ template }: { template: ReplyTemplate }) {
  const { t } = useTexts();
  const { data } = useQuery({ ...templateQuery(template.use!.templateId), staleTime: 60_000 });
  const usable = Language.options.filter(
    (language) =>
      language === template.use!.language ||
      data?.variants.some(
        (variant) => variant.language === language && variant.approved !== null && !variant.withdrawn,
      ),
  );
  if (usable.length < 2) return null;
  return (
    <LanguageButtons
      label={t('composer.template.language')}
      languages={usable}
      value={template.use!.language}
      nameOf={(language) => t(`composer.template.languageIs.${language}`)}
      onChoose={template.setLanguage}
    />
  );
}

/** That sentences of the agent stay in the language that the reply had, and the way back to it. */
function InOtherLanguage({ template: { otherLanguage, setLanguage } }: { template: ReplyTemplate }) {
  const { t } = useTexts();
  if (!otherLanguage) return null;
  const { language, count } = otherLanguage;
  return (
    <p className={classes.standing} role="status">
      <IconLanguage size={15} stroke={1.75} aria-hidden />
      <span>{t(`composer.template.stillIn.${language}`, { count })}</span>
      <Button size="compact-sm" variant="default" onClick={() => setLanguage(language)}>
        {t(`composer.template.backTo.${language}`)}
      </Button>
    </p>
  );
}

interface Props {
  item: CaseDetail;
  template: ReplyTemplate;
  /** Only a message that the provider has approved may go this way now. */
  approvedOnly: boolean;
  /** It speaks of a document, and none goes with the reply. */
  lacksDocument: boolean;
}

/** The template of the reply: its name, the fields that it still asks for, and its actions. */
export function UsedTemplateStrip({ item, template, approvedOnly, lacksDocument }: Props) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const { titleOf } = useTemplateNames();
  const { use, rendered, failure } = template;
  const fieldsId = useId();
  const fold = useFoldedFields(template);
  if (!use) return null;
  return (
    <section className={classes.strip} data-template-strip aria-label={t('composer.template.strip')}>
      <div className={classes.head}>
        <span className={classes.name}>
          <IconTemplate size={15} stroke={1.5} aria-hidden />
          <bdi className={classes.title} title={rendered && titleOf(rendered)}>
            {rendered ? titleOf(rendered) : t('composer.template.rendering')}
          </bdi>
          <span className={classes.quiet}>{t('composer.template.version', { number: use.number })}</span>
        </span>
        {fold.isFoldable && <FieldsToggle id={fieldsId} fold={fold} template={template} />}
        <LanguageSwitch template={template} />
        {rendered && <ShortenedRenderingMark level={rendered.level} />}
        {rendered?.stale && <span className={classes.stale}>{t('composer.template.stale')}</span>}
        {rendered && <TemplateActionChips item={item} template={template} actions={rendered.actions} />}
        {rendered?.state !== 'withdrawn' && (
          <button
            type="button"
            className={classes.remove}
            title={t('composer.template.removeWhy')}
            onClick={template.remove}
          >
            <IconX size={14} stroke={1.75} aria-hidden />
            <span>{t('composer.template.remove')}</span>
          </button>
        )}
      </div>
      <TemplateStanding template={template} />
      <InOtherLanguage template={template} />
      {approvedOnly && rendered && !rendered.providerTemplate && (
        <p className={classes.standing}>
          <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
          <span>{t('composer.template.noApproved')}</span>
        </p>
      )}
      {lacksDocument && (
        <p className={classes.standing} role="status">
          <IconPaperclip size={15} stroke={1.75} aria-hidden />
          <span>{t('composer.template.lacksDocument')}</span>
        </p>
      )}
      {failure !== undefined && (
        <p className={classes.standing} data-tone="withdrawn" role="alert">
          <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
          <span>
            {t('composer.template.notRendered')}. {problemText(failure)}
          </span>
          <Button size="compact-sm" variant="default" onClick={template.retry}>
            {t('common.retry')}
          </Button>
        </p>
      )}
      {template.fields.length > 0 && !fold.isFolded && <TemplateFields id={fieldsId} template={template} />}
      {rendered && <SecurePagePreview rendered={rendered} bodyOfWords={template.bodyOfWords} />}
    </section>
  );
}
