import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChosenMention } from '../../../shared/drafts/draft-content.js';
import { ComposerFoot } from '../composer-foot-frame.js';
import classes from './note-body.module.css';
import { usePressGuard } from '../../../shared/pointer/use-press-guard.js';
import { MentionsWithoutAccess } from './mentions-without-access.js';
import { NoteField } from './note-field.js';

interface Props {
  caseId: string;
  text: string;
  mentions: readonly ChosenMention[] | undefined;
  caret: boolean;
  /** The agents who alone see the case; undefined: it is not restricted. */
  readers: readonly { id: string }[] | undefined;
  sendable: boolean;
  state: ReactNode;
  onText: (text: string, mention?: ChosenMention) => void;
  onSend: () => void;
}

export function NoteBody({ caseId, text, mentions, caret, readers, sendable, state, onText, onSend }: Props) {
  const { t } = useTranslation();
  const guard = usePressGuard(caseId, sendable);
  return (
    <>
      <NoteField caseId={caseId} caret={caret} readers={readers} value={text} onChange={onText} />
      {/* Of a restricted case, such a note is refused. */}
      {!readers && <MentionsWithoutAccess caseId={caseId} text={text} chosen={mentions} />}
      <ComposerFoot>
        {state}
        <Button
          className={classes.send}
          leftSection={<IconLock size={15} stroke={1.75} />}
          disabled={!sendable}
          onClick={onSend}
          {...guard}
          aria-keyshortcuts="Control+Enter"
        >
          {t('composer.addNote')}
        </Button>
      </ComposerFoot>
    </>
  );
}
