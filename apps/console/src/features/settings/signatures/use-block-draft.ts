import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** The fields of a block while they are changed, until they are saved or the changes discarded. */
export function useBlockDraft<Block extends object>(saved: Block, send: (block: Block) => Promise<unknown>) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<Block>();
  const save = useMutation({
    mutationFn: send,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['signatures'] });
      setDraft(undefined);
      toast({ message: t('common.saved') });
    },
  });
  const value = draft ?? saved;
  return {
    value,
    dirty: JSON.stringify(value) !== JSON.stringify(saved),
    change: (part: Partial<Block>) => setDraft({ ...value, ...part }),
    save: () => save.mutate(value),
    discard: () => setDraft(undefined),
    error: save.error,
    pending: save.isPending,
  };
}

export type BlockDraft<Block extends object> = ReturnType<typeof useBlockDraft<Block>>;
