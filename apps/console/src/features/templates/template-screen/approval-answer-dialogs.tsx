import type { TemplateVersion } from '@guichet/contracts';
import { ApprovalRefusedDialog } from './approval-refused-dialog.js';
import { SameMeaningDialog } from './same-meaning-dialog.js';
import type { FindingsOfLanguage, useVersionSteps } from './use-version-steps.js';

interface Props {
  steps: ReturnType<typeof useVersionSteps>;
  /** The version of which the approval was asked for; that of the other language may have been asked for with it. */
  version: TemplateVersion;
  sameMeaning: readonly string[];
  /** Called with the version that is to be corrected, and with the keys of the findings that are confirmed by then. */
  onSendBack: (version: TemplateVersion, confirmed?: readonly string[]) => void;
}

/** What an approval was refused for, or what it asks about: of two languages that are approved together, the one of which that is. */
export function ApprovalAnswerDialogs({ steps, version, sameMeaning, onSendBack }: Props) {
  const { approve, refused, unconfirmed } = steps;
  const withIt = approve.variables?.other;
  /** The version of which findings are, before the other one. */
  const inOrder = ({ language }: FindingsOfLanguage): [TemplateVersion, TemplateVersion | undefined] =>
    withIt?.language === language ? [withIt, version] : [version, withIt];
  const close = () => approve.reset();
  if (unconfirmed) {
    const [asked] = inOrder(unconfirmed);
    return (
      <SameMeaningDialog
        findings={unconfirmed.findings}
        version={asked}
        before={sameMeaning}
        onClose={close}
        onSendBack={(confirmed) => onSendBack(asked, confirmed)}
        onApprove={(keys) => {
          // Of two languages, the one is asked about after the other.
          const confirmed = [...(approve.variables?.sameMeaning ?? []), ...keys];
          approve.mutate({ sameMeaning: [...new Set(confirmed)], other: withIt });
        }}
      />
    );
  }
  if (!refused) return null;
  const [faulty, other] = inOrder(refused);
  return (
    <ApprovalRefusedDialog
      findings={refused.findings}
      {...{ version: faulty, other }}
      onClose={close}
      onSendBack={() => onSendBack(faulty)}
    />
  );
}
