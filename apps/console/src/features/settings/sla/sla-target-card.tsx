import type { SlaTarget } from '@guichet/contracts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { ItemCard } from '../../../shared/ordered-list/item-card.js';
import { ItemMenu, type ItemActions } from '../../../shared/ordered-list/item-menu.js';
import { ItemName } from '../../../shared/ordered-list/item-name.js';
import classes from './sla-target-card.module.css';
import { promises, useSlaTargetText } from './use-sla-target-text.js';

interface Props extends ItemActions {
  target: SlaTarget;
  /** Those above that leave it no case; none: it has some. */
  hiddenBy: readonly SlaTarget[];
  onTop: () => void;
}

/** A card with one SLA target as sentences. */
export function SlaTargetCard({ target, hiddenBy, onTop, ...actions }: Props) {
  const { t } = useTexts();
  const may = useMay();
  const words = useSlaTargetText();
  return (
    <ItemCard
      sentence={words.fits(target)}
      head={<ItemName name={target.name} onEdit={actions.onEdit} />}
      actions={may('routing.manage') && <ItemMenu name={target.name} {...actions} />}
    >
      <dl className={classes.promises}>
        {promises.map((promise) => (
          <div key={promise} data-none={target[promise] ? undefined : true}>
            <dt>{t(`sla.target.${promise}`)}</dt>
            <dd>{words.within(target[promise])}</dd>
          </div>
        ))}
      </dl>
      {hiddenBy.length > 0 && (
        <p className={classes.warning}>
          <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
          {t('sla.hidden', { count: hiddenBy.length, name: hiddenBy[0]!.name })}
          {may('routing.manage') && (
            <button type="button" onClick={onTop}>
              {t('sla.toTop')}
            </button>
          )}
        </p>
      )}
    </ItemCard>
  );
}
