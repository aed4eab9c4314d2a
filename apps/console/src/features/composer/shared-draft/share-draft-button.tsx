import { ActionIcon, Tooltip } from '@mantine/core';
import { IconUsersPlus } from '@tabler/icons-react';
import { isBlank } from '../../../shared/drafts/draft-content.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import type { ComposerState } from '../use-composer.js';
import { useSharedDraftActions } from './use-shared-draft-actions.js';
import { useSharedWriter } from './use-shared-draft-writer.js';

/** Shows the reply that is being written to the colleagues who see the case, who can comment it and take it over. */
export function ShareDraftButton({ composer: { item, writing, field } }: { composer: ComposerState }) {
  const { t } = useTexts();
  const may = useMay();
  const { busy, share } = useSharedDraftActions(item);
  if (useSharedWriter(item) !== 'unshared' || !may('case.reply') || isBlank(writing.content)) return null;
  return (
    <Tooltip label={t('composer.shared.shareHint')} multiline w={260}>
      <ActionIcon
        aria-label={t('composer.shared.share')}
        disabled={busy}
        onClick={() => {
          share();
          // The button goes, and whoever writes goes on writing.
          field.focusText();
        }}
      >
        <IconUsersPlus size={17} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}
