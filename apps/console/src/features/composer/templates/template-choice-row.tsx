import { TEMPLATE_USE_DAYS, type TemplateChoice } from '@guichet/contracts';
import { Keycaps } from '@guichet/ui';
import { Loader } from '@mantine/core';
import { useTemplateNames } from '../../../shared/i18n/use-template-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './template-picker.module.css';

interface Props {
  id: string;
  choice: TemplateChoice;
  /** The key that chooses it, while digits are not searched for. */
  digit: number | undefined;
  active: boolean;
  busy: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

/** One template: what it is for, how it begins, and how much it is used. */
export function TemplateChoiceRow({ id, choice, digit, active, busy, onPoint, onChoose }: Props) {
  const { t } = useTexts();
  const { titleOf } = useTemplateNames();
  return (
    <li
      id={id}
      className={classes.row}
      role="option"
      aria-selected={active}
      aria-busy={busy || undefined}
      aria-keyshortcuts={digit ? String(digit) : undefined}
      onPointerMove={onPoint}
      onClick={onChoose}
    >
      <span className={classes.key}>{busy ? <Loader size={14} /> : digit && <Keycaps keys={[String(digit)]} />}</span>
      <span className={classes.words}>
        <span className={classes.title}>
          <bdi title={titleOf(choice)}>{titleOf(choice)}</bdi>
          <span className={classes.language}>
            <span aria-hidden>{choice.language.toUpperCase()}</span>
            <span className="g-sr">{t(`composer.template.languageIs.${choice.language}`)}</span>
          </span>
        </span>
        <span className={classes.excerpt} lang={choice.language}>
          {choice.excerpt}
        </span>
      </span>
      {choice.uses > 0 && (
        <span className={classes.uses}>
          {t('composer.template.uses', { count: choice.uses, days: TEMPLATE_USE_DAYS })}
        </span>
      )}
    </li>
  );
}
