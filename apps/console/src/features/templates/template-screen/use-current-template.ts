import type { Language, TemplateVersion } from '@guichet/contracts';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { createContext, use, type RefObject } from 'react';
import { templateQuery, versionsQuery } from '../../../shared/api/queries.js';
import { currentVersion } from '../template-states.js';

/** The template of the page that is open; its layout has read it before anything inside is drawn. */
export function useCurrentTemplate() {
  const { templateId = '' } = useParams({ strict: false });
  const { language: asked } = useSearch({ strict: false });
  const { data: template } = useSuspenseQuery(templateQuery(templateId));
  const language: Language = asked ?? template.sourceLanguage;
  return { template, language };
}

/** The version that is looked at, and all of them; undefined while they are read, null where there is none. */
export function useCurrentVersion() {
  const { template, language } = useCurrentTemplate();
  const { data: versions, error, refetch } = useQuery(versionsQuery(template.id));
  const version = versions && (currentVersion(versions, language) ?? null);
  return { template, language, versions, version, error, retry: () => void refetch() };
}

/** Puts a version as the server now has it where it is shown, and makes the rest be read again. */
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

/** Saves what is still being written, so that what is done next is done with it. */
export type Flush = () => Promise<unknown>;
export const FlushContext = createContext<RefObject<Flush | undefined>>({ current: undefined });
export const useFlush = () => use(FlushContext);
