import type { TemplateChoice } from '@guichet/contracts';
import { useId, type ReactNode } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './template-picker.module.css';

interface Props {
  /** The agent's own first, as they are listed. */
  choices: readonly TemplateChoice[];
  row: (choice: TemplateChoice, position: number) => ReactNode;
}

/** The rows of the picker. Where some are the agent's own, they stand under a heading, above those that were approved. */
export function TemplateChoiceSections({ choices, row }: Props) {
  const { t } = useTexts();
  const mine = choices.filter(({ scope }) => scope === 'mine').length;
  if (mine === 0) return choices.map(row);
  const sections = [
    { name: t('composer.template.mine'), from: 0, to: mine },
    { name: t('composer.template.shared'), from: mine, to: choices.length },
  ].filter(({ from, to }) => from < to);
  return sections.map(({ name, from, to }) => (
    <Section key={name} name={name}>
      {choices.slice(from, to).map((choice, index) => row(choice, from + index))}
    </Section>
  ));
}

function Section({ name, children }: { name: string; children: ReactNode }) {
  const id = useId();
  return (
    <li role="group" aria-labelledby={id} className={classes.section}>
      <span id={id} className={classes.heading}>
        {name}
      </span>
      <ul role="presentation">{children}</ul>
    </li>
  );
}
