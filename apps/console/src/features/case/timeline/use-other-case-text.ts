import type { Activity, ActivityEntry } from '@guichet/contracts';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useLinkReasonText } from '../merge-and-move/use-link-reason-text.js';

/** What an activity is about. */
export type Kind = Activity['type'];

/** An activity as its sentence is made. */
export interface Context<Type extends Kind = Kind> {
  actor: ActivityEntry['actor'];
  activity: Extract<Activity, { type: Type }>;
  /** Who did it, in words. */
  who: string;
  /** The case in whose timeline it stands. */
  caseId: string;
}

/** Another case, as far as the reader may see it. */
function useOtherCase() {
  const { t } = useTexts();
  return ({ reference }: { reference: string | null }) => reference ?? t('case.activity.otherCase');
}

const linkedAs = {
  related: 'case.activity.linked',
  parent: 'case.activity.linkedParent',
  child: 'case.activity.linkedChild',
} as const;

/** Which cases belong together, and what was moved between them. */
export function useOtherCaseText() {
  const { t } = useTexts();
  const linkReason = useLinkReasonText();
  const otherCase = useOtherCase();
  return {
    'link-suggested': ({ activity }: Context<'link-suggested'>) =>
      t('case.activity.linkSuggested', { reference: otherCase(activity), reason: linkReason(activity.reason) }),
    linked: ({ activity, who }: Context<'linked'>) =>
      t(linkedAs[activity.kind ?? 'related'], { who, reference: otherCase(activity) }),
    unlinked: ({ activity, who }: Context<'unlinked'>) =>
      t('case.activity.unlinked', { who, reference: otherCase(activity) }),
    'link-dismissed': ({ activity, who }: Context<'link-dismissed'>) =>
      t('case.activity.linkDismissed', { who, reference: otherCase(activity) }),
    moved: ({ activity, who, caseId }: Context<'moved'>) => {
      const reference = otherCase(activity);
      // It came here with the entries of the other case, and speaks of where it stands by now.
      const text =
        activity.caseId === caseId
          ? t(`case.activity.intoThisCase.${activity.how}`, { who })
          : t(`case.activity.${activity.how}.${activity.direction}`, { who, count: activity.count, reference });
      if (activity.because) return t('case.activity.oneCorrespondence', { text });
      return activity.reason ? t('case.activity.withReason', { text, reason: activity.reason }) : text;
    },
    'move-undone': ({ activity, who, caseId }: Context<'move-undone'>) =>
      t(`case.activity.undone.${activity.how ?? 'moved'}`, {
        who,
        reference: otherCase(activity.caseId === caseId ? { reference: null } : activity),
      }),
  };
}
