import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { isFailure } from '../api/failure.js';
import { endToasts } from '../feedback/shown-toasts.js';
import { toast } from '../feedback/toast-and-undo.js';
import { useTexts } from '../i18n/use-texts.js';

const versionOf = (document: object) => ('version' in document ? document.version : undefined);
const content = (document: object) => JSON.stringify({ ...document, version: 0 });

/**
 * Holds a document that is edited and saved as a whole. Local changes stay while others save; where the document has a
 * `version`, a conflict is shown.
 */
export function useEditableDocument<Document extends object>(
  { read, save }: { read: () => Promise<Document>; save: (body: Document) => Promise<Document> },
  queryKey: QueryKey,
  saved: Document,
) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<Document>();
  const value = draft ?? saved;
  const about = `document ${JSON.stringify(queryKey)}`;
  const dirty = draft !== undefined && content(draft) !== content(saved);

  const write = useMutation({
    mutationFn: save,
    onSuccess: async (now) => {
      queryClient.setQueryData(queryKey, now);
      setDraft(undefined);
      toast({ message: t('common.saved'), about: [about] });
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
    change: (next: (before: Document) => Document) => {
      // “Saved” must not stand beside “Not saved yet”.
      endToasts(about);
      setDraft((before) => next(before ?? saved));
    },
    save: () => write.mutate(value),
    discard: () => {
      const before = draft;
      setDraft(undefined);
      write.reset();
      toast({
        message: t('settings.saveBar.discarded'),
        undoLabel: t('common.list.undo'),
        undo: () => setDraft(before),
      });
    },
    /** What somebody else saved, in place of what is here. */
    takeTheirs: async () => {
      queryClient.setQueryData(queryKey, await read());
      setDraft(undefined);
      write.reset();
    },
    /** What is here, over what somebody else saved. */
    keepMine: async () => {
      const theirs = await read();
      queryClient.setQueryData(queryKey, theirs);
      setDraft(draft && { ...draft, version: versionOf(theirs) });
      write.reset();
    },
  };
}
