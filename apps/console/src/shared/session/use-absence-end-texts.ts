import type { WorkforceMember } from '@guichet/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { useSession } from './use-session.js';

/**
 * Says what becomes of the cases when the absence of an agent ends, before it does and once it has: nothing gives them back, but a
 * queue may assign its own to whoever is there. `staysWithMe`: what is said to the substitute. `ended`: without what the queues do.
 */
export function useAbsenceEndTexts(
  { id, name, absence }: Pick<WorkforceMember, 'id' | 'name' | 'absence'>,
  staysWithMe?: Readonly<Record<'before' | 'after', string>>,
) {
  const { t } = useTexts();
  const { agent: me } = useSession();
  const who = id === me.id ? 'own' : 'colleague';
  const substitute = absence?.substitute;
  const staysWith = (when: 'before' | 'after') => {
    if (!substitute) return [];
    const mine = substitute.id === me.id ? staysWithMe?.[when] : undefined;
    return [mine ?? t(`presence.absenceEnd.${when}.staysWith`, { name: substitute.name })];
  };
  const ended = [t(`presence.absenceEnd.after.ended.${who}`), ...staysWith('after')].join(' ');
  return {
    ended,
    before: [
      ...staysWith('before'),
      t(`presence.absenceEnd.before.assigned.${who}`, { name }),
      t(`presence.absenceEnd.before.fromQueues.${who}`, { name }),
    ].join(' '),
    after: `${ended} ${t(`presence.absenceEnd.after.fromQueues.${who}`, { name })}`,
  };
}
