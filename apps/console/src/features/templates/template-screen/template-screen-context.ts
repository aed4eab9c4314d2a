import type { Language, TemplateVersion } from '@guichet/contracts';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { createContext, use, useCallback, type RefObject } from 'react';
import { templateQuery, versionsQuery } from '../../../shared/api/template-queries.js';
import { currentVersion, languageToOpen } from '../variant-states-and-current-version.js';
import { shownRevision, type Saving } from './shown-revision.js';

/** Returns the template of the open screen and the language that is shown. */
export function useCurrentTemplate() {
  const { templateId = '' } = useParams({ strict: false });
  const { language: asked } = useSearch({ strict: false });
  const { data: template } = useSuspenseQuery(templateQuery(templateId));
  const opened = use(OpenedLanguage);
  const language: Language = asked ?? opened ?? languageToOpen(template);
  return { template, language };
}

/** The language in which the screen was opened. It stays when a version is approved: the next click must not meet another text. */
export const OpenedLanguage = createContext<Language | undefined>(undefined);

/** The texts that have stood on the screen, so that nobody approves one that they have not seen yet. */
interface ShownText {
  versions: ReadonlySet<string>;
  show: (version: string) => void;
}
const ShownTextContext = createContext<ShownText>({ versions: new Set(), show: () => undefined });
export const ShownTextProvider = ShownTextContext.Provider;

/** Whether the text of a version has been shown since the screen was opened. */
export const useIsTextShown = (version: TemplateVersion | undefined): boolean => {
  const { versions } = use(ShownTextContext);
  return version !== undefined && versions.has(shownRevision(version)!);
};

/** Returns a function that says that the text of a version is shown, as far as the editor shows it as it is saved. */
export function useShowText(version: TemplateVersion, saving: Saving): () => void {
  const { show } = use(ShownTextContext);
  const shown = shownRevision(version, saving);
  return useCallback(() => {
    if (shown !== undefined) show(shown);
  }, [show, shown]);
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
