import { queryOptions } from '@tanstack/react-query';
import { call } from './client.js';

/** The fields of all case types, type by type, archived ones last. */
export const caseFieldsQuery = queryOptions({
  queryKey: ['case-fields'],
  queryFn: async () => (await call('listCaseFields')).items,
  staleTime: 60_000,
});

/** The steps of the checklists of all case types, type by type. */
export const checklistStepsQuery = queryOptions({
  queryKey: ['checklist-steps'],
  queryFn: async () => (await call('listChecklistSteps')).items,
  staleTime: 60_000,
});

/** What names a field. It changes on other pages, so it is asked for anew each time. */
export const caseFieldUsesQuery = (id: string) =>
  queryOptions({
    queryKey: ['case-fields', id, 'uses'],
    queryFn: () => call('getCaseFieldUses', { params: { id } }),
    staleTime: 0,
    gcTime: 0,
  });
