import type { CaseDetail } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { setOverlay } from '../../../shared/layout/overlay-state.js';
import { useMay, useSession } from '../../../shared/session/use-session.js';
import { OwnEmergencyAccessBanner } from './own-emergency-access-banner.js';
import { OthersEmergencyAccesses } from './others-emergency-accesses.js';
import classes from './restriction.module.css';

/** Says to whom a case is restricted, why and by whom, with the way to change that. */
export function RestrictionBanner({ item, onLeave }: { item: CaseDetail; onLeave: () => void }) {
  const { t } = useTexts();
  const formats = useFormats();
  const { agent } = useSession();
  const may = useMay();
  const { restriction } = item;
  if (!restriction) return null;
  const { agents, by, at, reason, detail } = restriction;
  const isNamed = agents.some(({ id }) => id === agent.id);
  const why = [t(`case.restriction.reason.${reason}`), detail].filter(Boolean).join(' – ');
  return (
    <>
      <div className={classes.banner} role="note" aria-label={t('case.restriction.label')}>
        <IconLock size={16} stroke={1.75} aria-hidden />
        <span className={classes.text}>
          {t('case.restriction.banner', { count: agents.length, agents: formats.list(agents.map(({ name }) => name)) })}{' '}
          <span className={classes.more}>{t('case.restriction.why', { why, by, at: formats.dateTime(at) })}</span>
        </span>
        {!item.mergedInto && isNamed && (
          <Button size="compact-sm" variant="light" onClick={() => setOverlay({ kind: 'restrict', item })}>
            {t('case.restriction.change')}
          </Button>
        )}
        {!item.mergedInto && isNamed && may('case.restrict') && (
          <Button size="compact-sm" variant="subtle" onClick={() => setOverlay({ kind: 'lift-restriction', item })}>
            {t('case.restriction.lift')}
          </Button>
        )}
      </div>
      {item.brokenGlassUntil && (
        <OwnEmergencyAccessBanner item={item} until={item.brokenGlassUntil} onLeave={onLeave} />
      )}
      <OthersEmergencyAccesses caseId={item.id} />
    </>
  );
}
