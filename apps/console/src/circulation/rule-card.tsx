import type { Rule } from '@guichet/contracts';
import { Badge, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../i18n/time.js';
import { useMay } from '../session/use-session.js';
import classes from './circulation.module.css';
import { ItemMenu, type ItemActs } from './item-menu.js';
import { ItemName } from './item-name.js';
import { SentenceLine } from './sentence-line.js';
import { useRuleWords } from './use-rule-words.js';

interface Props extends ItemActs {
  rule: Rule;
  /** Of so many messages it held for so many; undefined where it was not tried. */
  tried: { held: number; read: number } | undefined;
  onSwitch: (active: boolean) => void;
}

/** One rule as it is read, and what can be done with it. */
export function RuleCard({ rule, tried, onSwitch, ...acts }: Props) {
  const { t } = useTranslation();
  const times = useTimes();
  const may = useMay();
  const words = useRuleWords();
  return (
    <>
      <div className={classes.body} data-off={!rule.active || undefined}>
        <div className={classes.top}>
          <ItemName name={rule.name} onEdit={acts.onEdit} />
          {!rule.active && (
            <Badge variant="light" color="gray" tt="none">
              {t('circulation.routing.off')}
            </Badge>
          )}
          {tried && rule.active && (
            <span className={classes.count}>
              {t('circulation.routing.held', { held: times.number(tried.held), read: times.number(tried.read) })}
            </span>
          )}
        </div>
        <p className={classes.sentence}>
          <SentenceLine parts={words.sentence(rule)} />
        </p>
      </div>
      {may('circulation.manage') && (
        <div className={classes.ways}>
          <Switch
            aria-label={t('circulation.routing.switch', { name: rule.name })}
            checked={rule.active}
            onChange={(event) => onSwitch(event.currentTarget.checked)}
          />
          <ItemMenu name={rule.name} {...acts} />
        </div>
      )}
    </>
  );
}
