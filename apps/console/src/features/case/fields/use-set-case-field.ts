import type { CaseDetail, CaseField, CaseFieldValue } from '@guichet/contracts';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call, type WithEtag } from '../../../shared/api/client.js';
import {
  fieldSaveUnderWay,
  isFieldUnsure,
  isOwnFieldValue,
  keepFieldSave,
  SupersededFieldSave,
} from '../../../shared/cases/field-saves-under-way.js';
import { noteRouted } from '../../../shared/live/why-cases-left.js';
import { valueFound } from './value-found.js';

interface Setting {
  field: CaseField;
  value: CaseFieldValue | null;
  /** What the agent has seen in it. */
  was: CaseFieldValue | null;
  /** The page is being left: the request is sent at once. */
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

/**
 * Sends one field of a case after what is on its way for it, so that it is compared with what that has left. It arrives even when the page
 * is left meanwhile. Throws a `Failure`.
 */
async function sendInOrder({ caseId, field, value, was, outlivesPage }: Setting & { caseId: string }) {
  const before = fieldSaveUnderWay(caseId, field.id);
  const send = (seen: Pick<Setting, 'was'> | undefined) =>
    call('setCaseFields', {
      params: { id: caseId },
      body: { changes: [{ key: field.key, value, ...seen }] },
      keepalive: true,
    });
  // A page that is being left cannot wait for the save before, nor ask again: what the field has by then is not compared.
  if (outlivesPage) return send(before || isFieldUnsure(caseId, field.id) ? undefined : { was });
  await before?.settled;
  return send({ was }).catch((error: unknown) => {
    // What was sent before has arrived after all, or has been refused: nobody else has changed the field.
    const found = valueFound(error);
    if (found && isOwnFieldValue(caseId, field.id, found.value)) return send({ was: found.value });
    throw error;
  });
}

/**
 * Returns a function that fills in one field of a case, on screen at once; what is refused is taken back there, and thrown, but
 * for a `SupersededFieldSave`. It returns the team to which a rule has moved the case by that.
 */
export function useSetCaseField(caseId: string) {
  const queryClient = useQueryClient();
  return useCallback(
    async ({ field, value, was, outlivesPage = false }: Setting): Promise<string | undefined> => {
      const shown = queryClient.getQueryData<WithEtag<CaseDetail>>(['case', caseId])?.data;
      if (!outlivesPage) void queryClient.cancelQueries({ queryKey: ['case', caseId] });
      // Before anything is waited for: a field that shows what it had for a moment loses what is selected in it.
      show(queryClient, caseId, { field, value });
      const sent = sendInOrder({ caseId, field, value, was, outlivesPage });
      const isLast = keepFieldSave(caseId, field.id, { value, was, sent });
      try {
        const answer = await sent;
        // What was canceled meanwhile has brought back what stood there when it was begun.
        if (isLast()) show(queryClient, caseId, { field, value });
        return routedTo(shown, answer);
      } catch (error) {
        if (!isLast()) throw new SupersededFieldSave();
        show(queryClient, caseId, { field, value: was });
        throw error;
      } finally {
        void queryClient.invalidateQueries({ queryKey: ['case', caseId] });
      }
    },
    [queryClient, caseId],
  );
}
