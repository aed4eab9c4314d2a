import type { Attachment, Timeline } from '@guichet/contracts';
import { Checkbox, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { entriesThatStand, listedFilesOf } from '../message/canceled-entries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** The files of the messages of a case that are on screen, the newest first. */
export function useFilesOfCase(caseId: string): Attachment[] {
  const pages = useQueryClient().getQueriesData<Timeline>({ queryKey: ['timeline', caseId] });
  const files = entriesThatStand(pages.flatMap(([, timeline]) => timeline?.items ?? []))
    .filter(({ kind }) => kind === 'message')
    .toSorted((a, b) => b.position - a.position)
    .flatMap(listedFilesOf)
    .filter(({ state }) => state === 'ready');
  return [...new Map(files.map((file) => [file.id, file])).values()];
}

interface Props {
  files: readonly Attachment[];
  chosen: string[];
  onChange: (ids: string[]) => void;
}

/** The files of the case that may be sent on, to choose from; nothing where there are none. */
export function FilesToForward({ files, chosen, onChange }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  if (files.length === 0) return null;
  return (
    <Checkbox.Group label={t('case.side.files')} value={chosen} onChange={onChange}>
      <Stack gap={6} mt={6} mah={148} style={{ overflowY: 'auto' }}>
        {files.map(({ id, name, size }) => (
          <Checkbox key={id} value={id} label={`${name} · ${formats.size(size)}`} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
