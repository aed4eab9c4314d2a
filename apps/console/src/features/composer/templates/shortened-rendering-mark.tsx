import type { RenderingLevel } from '@guichet/contracts';
import { IconArrowsMinimize, IconShieldLock } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './shortened-rendering-mark.module.css';

const glyphs = { short: IconArrowsMinimize, notice: IconShieldLock };

/** Says that the channel gets a short version of the reply or only a notice. */
export function ShortenedRenderingMark({ level }: { level: RenderingLevel }) {
  const { t } = useTexts();
  if (level === 'full') return null;
  const Glyph = glyphs[level];
  return (
    <span className={classes.level} title={t(`composer.template.levelWhy.${level}`)}>
      <Glyph size={13} stroke={1.75} aria-hidden />
      {t(`composer.template.level.${level}`)}
    </span>
  );
}
