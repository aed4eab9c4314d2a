import type { WorkforceMember } from '@guichet/contracts';
import { useFormats } from '../i18n/use-formats.js';
import { useTexts } from '../i18n/use-texts.js';

/** Returns formatters of the presence and load of an agent. */
export function usePresenceText() {
  const { t } = useTexts();
  const formats = useFormats();
  const state = (one: WorkforceMember) =>
    one.absence ? t('presence.own.absentHint') : t(one.invited ? 'presence.invited' : `presence.state.${one.state}`);
  const load = (one: WorkforceMember) =>
    t('presence.own.of', { load: formats.number(one.load), capacity: formats.number(one.capacity) });
  return {
    state,
    load,
    /** "Available · 6/20". */
    short: (one: WorkforceMember) => (one.capacity > 0 ? `${state(one)} · ${load(one)}` : state(one)),
  };
}
