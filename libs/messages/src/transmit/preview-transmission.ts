import type { DisclosureFinding, PreviewTransmission, TransmissionPreview } from '@guichet/contracts';
import { Failure } from '@guichet/platform';
import type { Account } from '../accounts/channel-accounts.js';
import type { PlanContext } from '../send/reply-plan.js';
import { planForward, planNotice } from './plan-transmission.js';

/**
 * Both messages of a transmission as they would be sent, with what the agent has to confirm in each first.
 *
 * @throws Failure as `planTransmission`, but for what the disclosure check finds
 */
export async function previewTransmission(
  context: PlanContext,
  caseId: string,
  wanted: PreviewTransmission,
): Promise<TransmissionPreview> {
  const forward = await withFindings((keys) => planForward(context, caseId, { wanted, acknowledged: keys }));
  const notice = await withFindings((keys) => planNotice(context, caseId, { wanted, acknowledged: keys }));
  const { to, subject, text, signature, account } = notice.plan.reply;
  return {
    forward: forward.plan && {
      ...{ ...by(forward.plan.account), to: forward.plan.to, subject: forward.plan.subject },
      text: `${forward.plan.text}${forward.plan.signature}`,
      ...{ quoted: forward.plan.quote, findings: forward.findings },
    },
    notice: { ...by(account), to, subject, text: `${text}${signature?.text ?? ''}`, findings: notice.findings },
  };
}

/** Plans a message as if all that is found in it had been confirmed, and returns that as well. */
async function withFindings<Plan>(
  plan: (acknowledged: string[]) => Promise<Plan>,
): Promise<{ plan: Plan; findings: DisclosureFinding[] }> {
  try {
    return { plan: await plan([]), findings: [] };
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'disclosure-check') throw error;
    const findings = error.more.data?.['findings'] as DisclosureFinding[];
    return { plan: await plan(findings.map(({ key }) => key)), findings };
  }
}

const by = ({ kind, name }: Account) => ({ channel: kind, channelName: name });
