import type {
  Language,
  PreviewTemplate,
  RenderTemplate,
  TemplateChoice,
  TemplateQuery,
  TemplateSummary,
} from '@guichet/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from './client.js';

// What one change of a template makes stale begins with `templates`.

export type LibraryFilter = Pick<TemplateQuery, 'q' | 'state' | 'namesIn' | 'scope' | 'blocks' | 'sort'>;

type Listed = TemplateSummary | TemplateChoice;
const isSummary = (template: Listed): template is TemplateSummary => 'lastUsedAt' in template;
const isChoice = (template: Listed): template is TemplateChoice => 'excerpt' in template;

export const libraryQuery = (filter: LibraryFilter) =>
  infiniteQueryOptions({
    queryKey: ['templates', 'library', filter],
    queryFn: async ({ pageParam, signal }) => {
      const page = await call('listTemplates', { query: { ...filter, limit: 50, cursor: pageParam }, signal });
      return { ...page, items: page.items.filter(isSummary) };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const templateQuery = (id: string) =>
  queryOptions({ queryKey: ['templates', 'one', id], queryFn: () => call('getTemplate', { params: { id } }) });

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['templates', 'versions', id],
    queryFn: async () => (await call('listVersions', { params: { id } })).items,
  });

/** Who may approve a template. */
export const approversQuery = (id: string) =>
  queryOptions({
    queryKey: ['templates', 'approvers', id],
    queryFn: () => call('listApprovers', { params: { id } }),
  });

export const variablesQuery = queryOptions({
  queryKey: ['template-variables'],
  queryFn: async () => (await call('listVariables')).items,
  staleTime: Infinity,
});

/** The shared blocks that texts of a language can include. */
export const sharedBlocksQuery = (language: Language) =>
  queryOptions({
    queryKey: ['templates', 'blocks', language],
    queryFn: async () => (await call('listBlocks', { query: { language } })).items,
  });

/** The shared blocks, in use or not, by their titles in a language. */
export const everyBlockQuery = (namesIn: Language) =>
  queryOptions({
    queryKey: ['templates', 'every-block', namesIn],
    queryFn: async () =>
      (await call('listTemplates', { query: { blocks: '1', namesIn, limit: 100 } })).items.filter(isSummary),
  });

export const blockUsesQuery = (id: string) =>
  queryOptions({
    queryKey: ['templates', 'block-uses', id],
    queryFn: () => call('listBlockUses', { params: { id } }),
  });

export const previewQuery = (asked: Omit<PreviewTemplate, 'values'>) =>
  queryOptions({
    queryKey: ['template-preview', asked],
    queryFn: ({ signal }) => call('previewTemplate', { body: asked, idempotencyKey: undefined, signal }),
    // What is being written is shown once; the last one stays on screen while the next is made.
    gcTime: 30_000,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });

export const unsentRepliesQuery = (id: string) =>
  queryOptions({
    queryKey: ['templates', 'unsent', id],
    queryFn: () => call('listUnsent', { params: { id } }),
    staleTime: 0,
  });

export const useReportQuery = (id: string, days: number) =>
  queryOptions({
    queryKey: ['templates', 'use', id, days],
    queryFn: () => call('getTemplateUse', { params: { id }, query: { days } }),
    placeholderData: keepPreviousData,
  });

export const consistencyQuery = (id: string, days: number) =>
  queryOptions({
    queryKey: ['templates', 'consistency', id, days],
    queryFn: () => call('getConsistency', { params: { id }, query: { days } }),
    placeholderData: keepPreviousData,
  });

export const consistencyOverviewQuery = (days: number) =>
  queryOptions({
    queryKey: ['templates', 'consistency-overview', days],
    queryFn: async () => (await call('getConsistencyOverview', { query: { days } })).items,
    placeholderData: keepPreviousData,
  });

/** The templates for a case, most likely ones first. */
export const templateChoicesQuery = (caseId: string, q: string) =>
  queryOptions({
    queryKey: ['templates', 'choices', caseId, q],
    queryFn: async ({ signal }) =>
      (await call('listTemplates', { query: { caseId, q, limit: 9 }, signal })).items.filter(isChoice),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** The rendering of a template for a case and a channel. It is fetched ahead when a template is highlighted. */
export const renderingQuery = (templateId: string, body: RenderTemplate) =>
  queryOptions({
    queryKey: ['templates', 'rendering', templateId, body],
    // Asked for as a preview, it may be waited for to be put in: it goes on when the pointer does.
    queryFn: () => call('renderTemplate', { params: { id: templateId }, body, idempotencyKey: undefined }),
    staleTime: 30_000,
    retry: false,
  });
