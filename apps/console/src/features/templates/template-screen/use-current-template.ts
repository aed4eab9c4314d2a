import type { Language, TemplateSummary, TemplateVersion } from '@guichet/contracts';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { createContext, use, type RefObject } from 'react';
import { templateQuery, versionsQuery } from '../../../shared/api/template-queries.js';
import { currentVersion } from '../template-states.js';

/** Returns the template of the open screen and the language that is shown. */
export function useCurrentTemplate() {
  const { templateId = '' } = useParams({ strict: false });
  const { language: asked } = useSearch({ strict: false });
  const { data: template } = useSuspenseQuery(templateQuery(templateId));
  const language: Language = asked ?? languageInReview(template) ?? template.sourceLanguage;
  return { template, language };
}

/** The language of which a version waits for approval, the source's before others: it is what whoever opens the template looks for. */
function languageInReview({ variants, sourceLanguage }: TemplateSummary): Language | undefined {
  const waiting = variants.filter(({ open }) => open?.state === 'review').map(({ language }) => language);
  return waiting.find((one) => one === sourceLanguage) ?? waiting[0];
}

/** Returns the version that is shown, and all of them; undefined while they are loaded, null where there is none. */
export function useCurrentVersion() {
  const { template, language } = useCurrentTemplate();
  const { data: versions, error, refetch } = useQuery(versionsQuery(template.id));
  const version = versions && (currentVersion(versions, language) ?? null);
  return { template, language, versions, version, error, retry: () => void refetch() };
}

/** Returns a function that puts a saved version into the cache and reloads what depends on it. */
export function useStoreVersion() {
  const queryClient = useQueryClient();
  return (saved: TemplateVersion, { quietly = false } = {}) => {
    queryClient.setQueryData(versionsQuery(saved.templateId).queryKey, (all) =>
      all?.some(({ id }) => id === saved.id)
        ? all.map((one) => (one.id === saved.id ? saved : one))
        : [saved, ...(all ?? [])],
    );
    return quietly ? undefined : queryClient.invalidateQueries({ queryKey: ['templates'] });
  };
}

/** Saves pending edits of the draft, so that the next action includes them. */
export type Flush = () => Promise<unknown>;
export const FlushContext = createContext<RefObject<Flush | undefined>>({ current: undefined });
export const useFlush = () => use(FlushContext);
