import type { Target } from '@guichet/contracts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session/use-session.js';
import classes from './circulation.module.css';
import { ItemMenu, type ItemActs } from './item-menu.js';
import { ItemName } from './item-name.js';
import { SentenceLine } from './sentence-line.js';
import { promises, useTargetWords } from './use-target-words.js';

interface Props extends ItemActs {
  target: Target;
  /** Those above that leave it no case; none: it has some. */
  hiddenBy: readonly Target[];
  onTop: () => void;
}

/** One promise as it is read. */
export function TargetCard({ target, hiddenBy, onTop, ...acts }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const words = useTargetWords();
  return (
    <>
      <div className={classes.body}>
        <div className={classes.top}>
          <ItemName name={target.name} onEdit={acts.onEdit} />
        </div>
        <p className={classes.sentence}>
          <SentenceLine parts={words.fits(target)} />
        </p>
        <dl className={classes.promises}>
          {promises
            .filter((promise) => target[promise])
            .map((promise) => (
              <div key={promise}>
                <dt>{t(`circulation.targets.promised.${promise}`)}</dt>
                <dd>{words.within(target[promise])}</dd>
              </div>
            ))}
        </dl>
        {hiddenBy.length > 0 && (
          <p className={classes.warning}>
            <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
            {t('circulation.targets.hidden', { count: hiddenBy.length, name: hiddenBy[0]!.name })}
            {may('circulation.manage') && (
              <button type="button" className={classes.name} onClick={onTop}>
                {t('circulation.targets.toTop')}
              </button>
            )}
          </p>
        )}
      </div>
      {may('circulation.manage') && (
        <div className={classes.ways}>
          <ItemMenu name={target.name} {...acts} />
        </div>
      )}
    </>
  );
}
