import { Button } from '@mantine/core';
import { IconArrowBackUp, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { DiscardDraftDialog } from './discard-draft-dialog.js';
import { ApprovalAnswerDialogs } from './approval-answer-dialogs.js';
import { VersionOverflowMenu, type MoreAction } from './version-overflow-menu.js';
import { ProposeOwnTextDialog } from './propose-own-text-dialog.js';
import { RemoveOwnTextDialog } from './remove-own-text-dialog.js';
import { ReturnToAuthorDialog } from './return-to-author-dialog.js';
import { SubmitButton } from './submit-button.js';
import { ApproveButton } from './approve-button.js';
import { useIsBarredByFourEyes, useSubmittedIt } from './use-four-eyes-approval.js';
import { mayCorrect } from './template-rights.js';
import { useVersionSteps } from './use-version-steps.js';
import { useCurrentVersion } from './template-screen-context.js';
import { WithdrawVersionDialog } from './withdraw-version-dialog.js';

/** The actions on the version that is shown, by its state and the permissions of the agent. */
export function VersionActions() {
  const { template, language, version } = useCurrentVersion();
  if (!version) return null;
  return <Acts key={`${template.id}-${language}`} />;
}

function Acts() {
  const { t } = useTexts();
  const { template, ...rest } = useCurrentVersion();
  const version = rest.version!;
  const steps = useVersionSteps(version);
  const [open, setOpen] = useState<'return' | MoreAction>();
  const close = () => setOpen(undefined);
  const [sameMeaning, setSameMeaning] = useState<readonly string[]>([]);
  const [toSendBack, setToSendBack] = useState(version);
  const sendBack = (which: typeof version, confirmed = sameMeaning) => {
    steps.approve.reset();
    setSameMeaning(confirmed);
    setToSendBack(which);
    setOpen('return');
  };
  const { state } = version;
  const [writes, approves] = [template.rights.includes('write'), template.rights.includes('approve')];
  const corrects = mayCorrect(template);
  const ownSubmission = useIsBarredByFourEyes(version);
  const submittedIt = useSubmittedIt(version);
  const isOwn = template.scope === 'mine';
  const inUse = template.variants.some(({ approved }) => approved !== null);
  const more: MoreAction[] = [
    ...(corrects && state === 'draft' ? (['discard'] as const) : []),
    ...(isOwn && inUse ? (['propose', 'remove'] as const) : []),
    ...(approves && inUse ? (['withdraw'] as const) : []),
  ];

  return (
    <>
      {submittedIt && (approves || corrects) && (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={16} stroke={1.5} />}
          loading={steps.takeBack.isPending}
          onClick={() => steps.takeBack.mutate()}
        >
          {t('templates.action.takeBack')}
        </Button>
      )}
      {state === 'review' && approves && (
        <>
          {!submittedIt && (
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={16} stroke={1.5} />}
              onClick={() => sendBack(version)}
            >
              {t('templates.action.return')}
            </Button>
          )}
          {!ownSubmission && <ApproveButton version={version} approve={steps.approve} />}
        </>
      )}
      {state === 'draft' && corrects && <SubmitButton version={version} isOwn={isOwn} />}
      {['approved', 'replaced', 'withdrawn'].includes(state) && writes && (
        <Button
          variant="default"
          leftSection={<IconPencil size={16} stroke={1.5} />}
          loading={steps.begin.isPending}
          onClick={() => steps.begin.mutate(version.content)}
        >
          {t(state === 'approved' ? 'templates.action.change' : 'templates.action.changeAgain')}
        </Button>
      )}
      <VersionOverflowMenu actions={more} onAct={setOpen} />
      {open === 'return' && <ReturnToAuthorDialog version={toSendBack} sameMeaning={sameMeaning} onClose={close} />}
      {open === 'discard' && <DiscardDraftDialog version={version} onClose={close} />}
      {open === 'propose' && <ProposeOwnTextDialog template={template} onClose={close} />}
      {open === 'remove' && <RemoveOwnTextDialog template={template} onClose={close} />}
      {open === 'withdraw' && <WithdrawVersionDialog template={template} onClose={close} />}
      <ApprovalAnswerDialogs {...{ steps, version, sameMeaning }} onSendBack={sendBack} />
    </>
  );
}
