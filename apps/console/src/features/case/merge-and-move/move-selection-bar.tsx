import type { CaseDetail } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconArrowsExchange, IconArrowsSplit } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { setOverlay } from '../../../shared/layout/overlay-state.js';
import classes from './move-selection-bar.module.css';

/** The bar in place of the composer while messages are selected for another case. */
export function MoveSelectionBar({
  item,
  chosen,
  onDone,
}: {
  item: CaseDetail;
  chosen: ReadonlySet<string>;
  onDone: () => void;
}) {
  const { t } = useTexts();
  const begin = (how: 'moved' | 'split') =>
    setOverlay({ kind: 'move', item, act: { how, entryIds: [...chosen], onDone } });
  return (
    <div className={classes.bar} data-bottom-bar role="toolbar" aria-label={t('case.move.begin')}>
      <span className={classes.count} aria-live="polite">
        {t('case.move.chosen', { count: chosen.size })}
      </span>
      <Button
        leftSection={<IconArrowsExchange size={16} stroke={1.5} />}
        disabled={chosen.size === 0}
        onClick={() => begin('moved')}
      >
        {t('case.move.toOther')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconArrowsSplit size={16} stroke={1.5} />}
        disabled={chosen.size === 0}
        onClick={() => begin('split')}
      >
        {t('case.move.toNew')}
      </Button>
      <Button variant="subtle" color="gray" onClick={onDone}>
        {t('common.cancel')}
      </Button>
    </div>
  );
}
