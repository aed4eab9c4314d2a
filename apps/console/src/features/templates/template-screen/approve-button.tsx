import type { TemplateVersion } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useRetiredByApproval } from '../previews/use-template-preview.js';
import { ApproveDialog } from './approve-dialog.js';
import { useIsTextShown } from './template-screen-context.js';
import { useOtherToApprove, useSubmittedIt } from './use-four-eyes-approval.js';
import type { useVersionSteps } from './use-version-steps.js';

interface Props {
  version: TemplateVersion;
  approve: ReturnType<typeof useVersionSteps>['approve'];
}

/** Approves a version, once it was read. Whoever approves it is asked first where more than this version is concerned. */
export function ApproveButton({ version, approve }: Props) {
  const { t } = useTexts();
  const [isAsking, setIsAsking] = useState(false);
  const isTextShown = useIsTextShown(version);
  const submittedIt = useSubmittedIt(version);
  const other = useOtherToApprove(version);
  const { retires, isKnown } = useRetiredByApproval(version);
  const close = () => setIsAsking(false);
  return (
    <>
      <Button
        leftSection={<IconCircleCheck size={16} stroke={1.75} />}
        loading={approve.isPending}
        disabled={!isTextShown || !isKnown}
        title={isTextShown ? undefined : t('templates.action.readFirst')}
        onClick={() => (submittedIt || other || retires.length > 0 ? setIsAsking(true) : approve.mutate({}))}
      >
        {t('templates.action.approve')}
      </Button>
      {isAsking && (
        <ApproveDialog
          {...{ version, other, retires }}
          onApprove={(withIt) => {
            close();
            approve.mutate({ other: withIt });
          }}
          onClose={close}
        />
      )}
    </>
  );
}
