import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get, put } from '../api/client.js';
import { isFailure } from '../api/failure.js';
import { toast } from '../shell/toast.js';

const versionOf = (document: object) => ('version' in document ? document.version : undefined);
const content = (document: object) => JSON.stringify({ ...document, version: 0 });

/**
 * Something that is read, changed and saved as a whole. What is changed here stays as it is typed, whatever others save
 * meanwhile; where the document has a `version`, theirs is not overwritten without a word.
 */
export function useDocument<Document extends object>(path: string, queryKey: QueryKey, saved: Document) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<Document>();
  const value = draft ?? saved;
  const dirty = draft !== undefined && content(draft) !== content(saved);

  const write = useMutation({
    mutationFn: (body: Document) => put<Document>(path, body),
    onSuccess: async (now) => {
      queryClient.setQueryData(queryKey, now);
      setDraft(undefined);
      toast({ message: t('saved') });
      await queryClient.invalidateQueries({ queryKey });
    },
  });
  const refused = versionOf(value) !== undefined && isFailure(write.error, 'conflict');
  const conflict = dirty && (refused || versionOf(draft) !== versionOf(saved));

  return {
    value,
    dirty,
    conflict,
    error: refused ? undefined : write.error,
    pending: write.isPending,
    change: (next: (before: Document) => Document) => setDraft((before) => next(before ?? saved)),
    save: () => write.mutate(value),
    discard: () => {
      const before = draft;
      setDraft(undefined);
      write.reset();
      toast({
        message: t('circulation.save.discarded'),
        undoLabel: t('circulation.undo'),
        undo: () => setDraft(before),
      });
    },
    /** What somebody else saved, in place of what is here. */
    takeTheirs: async () => {
      queryClient.setQueryData(queryKey, await get<Document>(path));
      setDraft(undefined);
      write.reset();
    },
    /** What is here, over what somebody else saved. */
    keepMine: async () => {
      const theirs = await get<Document>(path);
      queryClient.setQueryData(queryKey, theirs);
      setDraft(draft && { ...draft, version: versionOf(theirs) });
      write.reset();
    },
  };
}
