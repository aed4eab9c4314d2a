import type { Rule } from '@guichet/contracts';
import { Badge, Switch } from '@mantine/core';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { ItemCard } from '../../../shared/ordered-list/item-card.js';
import { ItemMenu, type ItemActions } from '../../../shared/ordered-list/item-menu.js';
import { ItemName } from '../../../shared/ordered-list/item-name.js';
import classes from './rule-card.module.css';
import { useRuleText } from './use-rule-text.js';

interface Props extends ItemActions {
  rule: Rule;
  /** Of so many messages it held for so many; undefined where it was not tried. */
  tried: { held: number; read: number } | undefined;
  onSwitch: (active: boolean) => void;
}

/** One rule as it is read, and what can be done with it. */
export function RuleCard({ rule, tried, onSwitch, ...actions }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const may = useMay();
  const words = useRuleText();
  return (
    <ItemCard
      off={!rule.active}
      sentence={words.sentence(rule)}
      head={
        <>
          <ItemName name={rule.name} onEdit={actions.onEdit} />
          {!rule.active && (
            <Badge variant="light" color="gray" tt="none">
              {t('routing.off')}
            </Badge>
          )}
          {tried && rule.active && (
            <span className={classes.count}>
              {t('routing.matched', {
                count: tried.read,
                held: formats.number(tried.held),
                read: formats.number(tried.read),
              })}
            </span>
          )}
        </>
      }
      actions={
        may('routing.manage') && (
          <>
            <Switch
              aria-label={t('routing.switch', { name: rule.name })}
              checked={rule.active}
              onChange={(event) => onSwitch(event.currentTarget.checked)}
            />
            <ItemMenu name={rule.name} {...actions} />
          </>
        )
      }
    />
  );
}
