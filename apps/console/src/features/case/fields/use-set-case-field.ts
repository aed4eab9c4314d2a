import type { CaseDetail, CaseField, CaseFieldValue } from '@guichet/contracts';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call, type WithEtag } from '../../../shared/api/client.js';
import { noteRouted } from '../../../shared/live/why-cases-left.js';

interface Setting {
  field: CaseField;
  value: CaseFieldValue | null;
  /** What the agent has seen in it. */
  was: CaseFieldValue | null;
  /** The page is being left: the request is sent at once, and goes on without it. */
  outlivesPage?: boolean;
}

/** Puts a value into the case that is on screen. */
function show(queryClient: QueryClient, caseId: string, { field, value }: Pick<Setting, 'field' | 'value'>): void {
  queryClient.setQueryData<WithEtag<CaseDetail>>(
    ['case', caseId],
    (answer) =>
      answer && {
        ...answer,
        data: {
          ...answer.data,
          fields: answer.data.fields.map((one) => (one.field.id === field.id ? { ...one, value } : one)),
        },
      },
  );
}

/**
 * Returns the team to which a rule has moved the case by what was filled in; undefined: none has. The page that stands there once it is
 * out of sight says so, too.
 */
function routedTo(before: CaseDetail | undefined, { id, team }: CaseDetail): string | undefined {
  if (!before || before.team.id === team.id) return undefined;
  noteRouted(id, team.name);
  return team.name;
}

/** Saves of one field, one after another, so that each is compared with what the one before has left. */
const underWay = new Map<string, Promise<unknown>>();

/**
 * Returns a function that fills in one field of a case, on screen at once; what is refused is taken back there, and thrown. It returns the
 * team to which a rule has moved the case by that.
 */
export function useSetCaseField(caseId: string) {
  const queryClient = useQueryClient();
  return useCallback(
    async ({ field, value, was, outlivesPage: keepalive = false }: Setting): Promise<string | undefined> => {
      if (!keepalive) await queryClient.cancelQueries({ queryKey: ['case', caseId] });
      show(queryClient, caseId, { field, value });
      const shown = queryClient.getQueryData<WithEtag<CaseDetail>>(['case', caseId])?.data;
      const place = `${caseId} ${field.id}`;
      const before = underWay.get(place);
      // A page that is being left cannot wait for the save before. That may not have arrived yet: what the field has then is not compared.
      const isLast = keepalive && before !== undefined;
      const change = { key: field.key, value, ...(!isLast && { was }) };
      const send = () => call('setCaseFields', { params: { id: caseId }, body: { changes: [change] }, keepalive });
      const sent = before && !keepalive ? before.then(send) : send();
      const settled = sent.catch(() => undefined);
      underWay.set(place, settled);
      try {
        return routedTo(shown, await sent);
      } catch (error) {
        show(queryClient, caseId, { field, value: was });
        throw error;
      } finally {
        if (underWay.get(place) === settled) underWay.delete(place);
        void queryClient.invalidateQueries({ queryKey: ['case', caseId] });
      }
    },
    [queryClient, caseId],
  );
}
