import type { TemplateContent, TemplateFinding, TemplateVersion } from '@guichet/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { previewQuery } from '../../../shared/api/template-queries.js';
import { toEditable, toTemplateContent, type EditableContent } from '../editor/editable-content.js';

const pause = 300;

const askedFor = (content: TemplateContent, { language, templateId }: TemplateVersion) => ({
  ...{ content, language, templateId },
});

/** The findings and renderings of a text while it is edited, and what they were asked for. */
export function useTemplatePreview(version: TemplateVersion, text: EditableContent) {
  const [settled] = useDebouncedValue(text, pause);
  const asked = useMemo(() => askedFor(toTemplateContent(settled), version), [settled, version]);
  const { data, error, refetch } = useQuery(previewQuery(asked));
  return { asked, data, error, retry: () => void refetch() };
}

export type ShownPreview = ReturnType<typeof useTemplatePreview>;

/** A version as it was saved. */
function useSavedVersionPreview(version: TemplateVersion) {
  const asked = useMemo(() => askedFor(toTemplateContent(toEditable(version.content)), version), [version]);
  return useQuery(previewQuery(asked));
}

/** The findings of a version as it was saved; undefined while they are loaded. */
export const useVersionFindings = (version: TemplateVersion) => useSavedVersionPreview(version).data?.findings;

/**
 * The languages that go out of use with the approval of a version, and whether that is known. None does by one with an error, of which the
 * approval is refused. Where it cannot be loaded, it keeps nobody from approving.
 */
export function useRetiredByApproval(version: TemplateVersion) {
  const { data, isPending } = useSavedVersionPreview(version);
  const isRefused = data?.findings.some(({ severity }) => severity === 'error');
  return { retires: isRefused ? [] : (data?.retires ?? []), isKnown: !isPending };
}

/** Which findings the author of a version is asked about before it is submitted. */
export const toAskAbout = (findings: readonly TemplateFinding[] = []) => ({
  errors: findings.filter(({ severity }) => severity === 'error'),
  untranslated: findings.filter(({ code }) => code === 'other-language'),
});
