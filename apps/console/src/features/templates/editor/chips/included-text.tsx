import { IconExternalLink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../../../../shared/i18n/use-texts.js';
import { useChipContext } from './chip-context.js';
import classes from './chip-field.module.css';
import { WordingWithChips } from './wording-with-chips.js';

/** The text of a shared block that a chip includes, and the way to it. */
export function IncludedText({ id }: { id: string }) {
  const { t } = useTexts();
  const { blocks, language } = useChipContext();
  const block = blocks?.find((one) => one.id === id);
  if (!block) return <p className={classes.included}>{t('templates.blocks.unknown')}</p>;
  return (
    <>
      <p className={classes.included} lang={language} dir="auto">
        <WordingWithChips text={block.full} />
      </p>
      <Link className={classes.open} to="/templates/$templateId" params={{ templateId: id }} search={{ language }}>
        <IconExternalLink size={15} stroke={1.5} aria-hidden />
        {t('templates.blocks.open')}
      </Link>
    </>
  );
}
