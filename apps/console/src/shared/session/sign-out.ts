import i18next from 'i18next';
import { call } from '../api/client.js';
import { begunContactsOf, draftsOf } from '../drafts/agent-drafts.js';
import { toastFailure } from '../feedback/toast-and-undo.js';
import { outboxOf } from '../outbox/outbox.js';

/** Ends the session here and at its provider, and deletes what this browser keeps of it. */
export async function leave(agentId: string) {
  // Whoever came from a provider signs out there, too; otherwise the next one at this computer would come in by a click.
  const atProvider = await call('getProviderSignOut').catch(() => ({ url: null }));
  const ended = await call('signOut').then(
    () => true,
    () => false,
  );
  // Without the server the session goes on: its agent finds the drafts again.
  if (ended) {
    draftsOf(agentId).clear();
    begunContactsOf(agentId).clear();
    outboxOf(agentId).clear();
  }
  // A full load: nothing of one agent may stay in the memory of the next.
  window.location.assign((ended && atProvider.url) || '/sign-in');
}

/** Ends the session and deletes what this browser keeps of it. Asks first where something that was written would be lost. */
export async function signOut(agentId: string) {
  const drafts = draftsOf(agentId);
  await drafts.flushAll();
  const ask = (message: string, why: string) =>
    toastFailure(message, why, { retry: { label: i18next.t('app.signOut.anyway'), run: () => void leave(agentId) } });
  if (drafts.hasUnsaved() || outboxOf(agentId).all().length > 0)
    return ask(i18next.t('app.signOut.unsaved'), i18next.t('app.signOut.unsavedWhy'));
  if (begunContactsOf(agentId).keys().length > 0)
    return ask(i18next.t('case.contact.notRecorded'), i18next.t('case.contact.notRecordedWhy'));
  return leave(agentId);
}
