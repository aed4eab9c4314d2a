import i18next from 'i18next';
import { call } from '../api/client.js';
import { draftsOf } from '../drafts/agent-drafts.js';
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
    outboxOf(agentId).clear();
  }
  // A full load: nothing of one agent may stay in the memory of the next.
  window.location.assign((ended && atProvider.url) || '/sign-in');
}

/** Ends the session and deletes what this browser keeps of it. Asks first where a draft is not saved yet. */
export async function signOut(agentId: string) {
  const drafts = draftsOf(agentId);
  await drafts.flushAll();
  if (!drafts.hasUnsaved() && outboxOf(agentId).all().length === 0) return leave(agentId);
  toastFailure(i18next.t('app.signOut.unsaved'), i18next.t('app.signOut.unsavedWhy'), {
    retry: { label: i18next.t('app.signOut.anyway'), run: () => void leave(agentId) },
  });
}
