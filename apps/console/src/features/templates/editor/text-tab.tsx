import type { TemplateVersion } from '@guichet/contracts';
import { ErrorState } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { BlockUses } from './block-uses.js';
import { ContentEditor } from './content-editor.js';
import { LegalSourcesSummaryLine } from './legal-sources-summary-line.js';
import { MissingLanguageNotice } from './missing-language-notice.js';
import { FindingsBar } from '../findings/findings-bar.js';
import { useTemplatePreview } from '../previews/use-template-preview.js';
import { TemplatePreviews } from '../previews/template-previews.js';
import { DraftSavedAndConflict } from './draft-saved-and-conflict.js';
import { originalOf } from '../variant-states-and-current-version.js';
import classes from './text-tab.module.css';
import { useTemplateDraft } from './use-template-draft.js';
import { mayCorrect } from '../template-screen/template-rights.js';
import { useSession } from '../../../shared/session/use-session.js';
import { useCurrentVersion, useShowText } from '../template-screen/template-screen-context.js';
import { TextShownContext } from './text-shown-context.js';
import { VersionStateNotice } from './version-state-notice.js';

/** The tab with the text of a template and its previews. */
export function TextTab() {
  const { t } = useTexts();
  const { version, error, retry } = useCurrentVersion();
  if (error && !version) return <ErrorState error={error} what={t('templates.versions.failed')} onRetry={retry} />;
  if (version === undefined)
    return (
      <div className={classes.panes} data-toasts-float aria-busy>
        <div className={classes.writing}>
          {[40, 140, 140, 140].map((height, index) => (
            <Skeleton key={index} height={height} mb={12} />
          ))}
        </div>
        <div className={classes.reading}>
          <Skeleton height={300} />
        </div>
      </div>
    );
  // Another version is another text: nothing of the one before may be saved into it.
  return version ? <Panes key={version.id} version={version} /> : <MissingLanguageNotice />;
}

function Panes({ version }: { version: TemplateVersion }) {
  const { t } = useTexts();
  const draft = useTemplateDraft(version);
  const showText = useShowText(version, draft.saving);
  const preview = useTemplatePreview(version, draft.text);
  const { template, versions = [] } = useCurrentVersion();
  const { agent } = useSession();
  const { sourceLanguage } = template;
  const original =
    version.language === sourceLanguage
      ? undefined
      : originalOf(version, versions, { sourceLanguage, agentId: agent.id });
  const isOfLaw = template.scope !== 'mine' && !template.isBlock;
  const open = version.state === 'draft' && mayCorrect(template);
  return (
    <div className={classes.panes} data-toasts-float>
      <div className={classes.writing}>
        <VersionStateNotice version={version} />
        {isOfLaw && <LegalSourcesSummaryLine legal={draft.text.legal} />}
        {template.isBlock && <BlockUses block={template} />}
        {open && <DraftSavedAndConflict {...draft} />}
        <TextShownContext value={showText}>
          <ContentEditor
            language={version.language}
            text={draft.text}
            change={draft.change}
            readOnly={!open}
            isOfLaw={isOfLaw}
            isOwn={template.scope === 'mine'}
            isBlock={template.isBlock}
            source={open ? original : undefined}
            approved={preview.data?.approvedMessage}
          />
        </TextShownContext>
      </div>
      <section className={classes.reading} aria-label={t('templates.preview.title')}>
        <TemplatePreviews shown={preview} isOfLaw={isOfLaw} change={open ? draft.change : undefined} />
      </section>
      <FindingsBar shown={preview} />
    </div>
  );
}
