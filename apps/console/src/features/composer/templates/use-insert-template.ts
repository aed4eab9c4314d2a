import type { RenderedTemplate, TemplateChoice, TemplateUse } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { renderingQuery } from '../../../shared/api/template-queries.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import type { SynchronousReducer } from '../../../shared/state/use-synchronous-reducer.js';
import type { ComposerContent } from '../use-composer-content.js';
import { missingFields } from './fields-to-ask.js';
import type { DraftContent } from '../../../shared/drafts/draft-content.js';
import { appendWords } from '../../../shared/drafts/merge-drafts.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { Words, WordsAround } from '../editor/words-around-caret.js';
import { isUntouched, mergeAttachments } from './template-attachments-and-untouched-text.js';
import type { TemplateEvent, TemplateState } from './template-reducer.js';
import { renderBody, versionOf } from './rendering-requests.js';
import { useAcceptRendering } from './use-template-rendering.js';

/** Without a language, it is that of the case. `around`: what is written around the place where it is wanted, else behind all that is written. */
type Chosen = Pick<TemplateChoice, 'id'> &
  Partial<Pick<TemplateChoice, 'language'>> & { around?: (() => Promise<WordsAround>) | undefined };

/** The words of a reply with those of a template, where it is wanted, as long as what is written there is the same. */
function withWords(before: DraftContent, next: RenderedTemplate, around: WordsAround | undefined): Words {
  if (around?.whole !== before.text) return appendWords(before, next);
  const { labels } = before;
  return appendWords({ ...appendWords({ ...around.before, labels }, next), labels }, { ...around.behind, labels });
}

/**
 * Returns a function that inserts a template into what is written. It resolves to false where that was not possible
 * or something else was chosen meanwhile.
 */
export function useInsertTemplate(
  caseId: string,
  {
    machine,
    writing,
    cancelRendering,
  }: {
    machine: SynchronousReducer<TemplateState, TemplateEvent>;
    writing: ComposerContent;
    cancelRendering: () => void;
  },
) {
  const queryClient = useQueryClient();
  const { t } = useTexts();
  const problemText = useProblemText();
  const accept = useAcceptRendering(machine, writing);
  const { latest, send } = machine;

  const insert = (next: RenderedTemplate, around: WordsAround | undefined) => {
    const before = writing.current();
    const made = latest.current.made?.rendered;
    const rendered = made?.templateId === before.template?.templateId ? made : undefined;
    // Where the words of another template stay, so do its files.
    const alone = isUntouched(before, rendered);
    const files = mergeAttachments(before.attachments, (alone && rendered?.attachments) || [], next.attachments);
    const template: TemplateUse = { templateId: next.templateId, ...versionOf(next), values: {} };
    cancelRendering();
    accept(next, { type: 'chosen' });
    const words = alone ? appendWords({ text: '', html: null }, next) : withWords(before, next, around);
    writing.replace({ ...words, attachments: files, template }, missingFields(next, {}).length === 0);
  };

  const fetchRendering = async (choice: Chosen) => {
    const query = renderingQuery(choice.id, renderBody(caseId, writing, choice.language));
    const rendered = await queryClient.fetchQuery(query);
    // Its page is for this reply only.
    queryClient.removeQueries({ queryKey: query.queryKey, exact: true });
    return rendered;
  };

  return async (choice: Chosen): Promise<boolean> => {
    if (!writing.route.kind) return false;
    const own = send({ type: 'choice-started' }).choice;
    try {
      const [rendered, around] = await Promise.all([fetchRendering(choice), choice.around?.()]);
      if (own !== latest.current.choice) return false;
      insert(rendered, around);
      return true;
    } catch (error) {
      if (own === latest.current.choice) toastFailure(t('composer.template.notInserted'), problemText(error));
      return false;
    } finally {
      send({ type: 'choice-ended', choice: own });
    }
  };
}
