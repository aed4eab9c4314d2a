import type { SearchQuery } from '@guichet/contracts';
import { SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './search-order.module.css';

type Order = SearchQuery['order'];
const orders = ['relevance', 'newest'] as const satisfies Order[];

/** By what the results are ordered, with what that means. */
export function SearchOrder({ order, onChange }: { order: Order; onChange: (order: Order) => void }) {
  const { t } = useTranslation();
  const meaning = useId();
  return (
    <div className={classes.order}>
      <SegmentedControl
        size="xs"
        aria-label={t('search.order')}
        aria-describedby={meaning}
        value={order}
        onChange={onChange}
        data={orders.map((value) => ({ value, label: t(`search.orders.${value}`) }))}
      />
      <p id={meaning} className={classes.meaning}>
        {t(`search.orderText.${order}`)}
      </p>
    </div>
  );
}
