import type { CaseDetail, Entry, TemplateActions } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { caseQuery } from '../../../shared/api/queries.js';
import { useAskForMissingFields } from '../../../shared/cases/use-ask-for-missing-fields.js';
import { useUpdateCases } from '../../../shared/cases/use-update-cases.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { isTakenBack } from '../../../shared/outbox/replies-taken-back.js';
import { whenSent } from '../../../shared/outbox/when-sent.js';
import { useMay, useSession } from '../../../shared/session/use-session.js';
import { useActionText } from '../templates/template-action-chips.js';
import { actionsOf, actionsToApply, changeOf, isPermitted } from '../templates/template-actions.js';
import type { ReplyTemplate } from '../templates/use-reply-template.js';
import { useCloseWithReply } from './use-close-with-reply.js';
import { useIsHere } from './use-is-here.js';

/** What is done with the case afterwards. */
interface Afterwards {
  sent: Entry;
  closing: boolean | undefined;
  wanted: TemplateActions | undefined;
  skipped: ReplyTemplate['skipped'];
}

/** Returns what is done with a case once its reply is sent: what its template says, and closing it, where that was asked for. */
export function useAfterwards({ item, onLeave }: { item: CaseDetail; onLeave: () => void }) {
  const { t } = useTexts();
  const formats = useFormats();
  const queryClient = useQueryClient();
  const update = useUpdateCases();
  const askForMissing = useAskForMissingFields();
  const actionText = useActionText();
  const { agent } = useSession();
  const may = useMay();
  const here = useIsHere();
  const close = useCloseWithReply({ item, onLeave, here });
  return async ({ sent, closing, wanted, skipped }: Afterwards) => {
    if (!closing && !wanted) return;
    // The reply itself has changed the case: what is so by now is not done again.
    const now = await queryClient.fetchQuery({ ...caseQuery(item.id), staleTime: 0 }).then(
      ({ data }) => data,
      () => item,
    );
    if (await isTakenBack(sent.id)) return;
    const actions = actionsToApply(wanted ? actionsOf(wanted, now, agent.id) : [], skipped).filter((action) =>
      isPermitted(action, may),
    );
    const change = changeOf(actions, { item: now, agentId: agent.id, now: Date.now() });
    // A colleague may have emptied a field since the reply left: the agent stays with a case that cannot be closed.
    if (closing && !askForMissing(now)) {
      delete change.snoozeUntil;
      await close(now, sent, change);
    } else if (actions.length > 0)
      void update([now], change, {
        said: t('composer.template.done', { actions: formats.list(actions.map(actionText)) }),
        // Who takes the reply back undoes it with that.
        doneAt: whenSent(sent.id) - 1,
      });
  };
}
