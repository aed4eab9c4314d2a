import type { SearchQuery } from '@guichet/contracts';
import { SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import { useTexts } from '../../shared/i18n/use-texts.js';
import classes from './search-order.module.css';

type Order = SearchQuery['order'];
const orders = ['relevance', 'newest'] as const satisfies Order[];

/** By what the results are ordered. What that means is said on hover and to who hears it: below every search, it would take the place of a hit. */
export function SearchOrder({ order, onChange }: { order: Order; onChange: (order: Order) => void }) {
  const { t } = useTexts();
  const meaning = useId();
  return (
    <div className={classes.order}>
      <SegmentedControl
        size="xs"
        aria-label={t('search.order')}
        aria-describedby={meaning}
        value={order}
        onChange={onChange}
        data={orders.map((value) => ({
          value,
          label: <span title={t(`search.orderText.${value}`)}>{t(`search.orders.${value}`)}</span>,
        }))}
      />
      <p id={meaning} className="g-sr">
        {t(`search.orderText.${order}`)}
      </p>
    </div>
  );
}
