import type { AgentAtWork } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../i18n/time.js';

/** How an agent is and how much they carry, in words. */
export function useAtWork() {
  const { t } = useTranslation();
  const times = useTimes();
  const state = (one: AgentAtWork) => (one.absence ? t('desk.presence.absentHint') : t(`desk.state.${one.state}`));
  const load = (one: AgentAtWork) =>
    t('desk.presence.of', { load: times.number(one.load), capacity: times.number(one.capacity) });
  return {
    state,
    load,
    /** "Available · 6/20". */
    short: (one: AgentAtWork) => (one.capacity > 0 ? `${state(one)} · ${load(one)}` : state(one)),
  };
}
