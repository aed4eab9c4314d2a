import type { Language, TemplateVariant } from '@guichet/contracts';
import {
  IconArchive,
  IconCircleCheck,
  IconCircleDashed,
  IconEye,
  IconHistory,
  IconLanguage,
  IconPencil,
  IconPuzzleOff,
  type Icon,
} from '@tabler/icons-react';
import { useTemplateNames } from '../../shared/i18n/use-template-names.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { variantStates, type VariantState } from './variant-states-and-current-version.js';
import classes from './variant-state-mark.module.css';

type Shown = VariantState | 'replaced';
const glyphs: Record<Shown, Icon> = {
  approved: IconCircleCheck,
  stale: IconLanguage,
  review: IconEye,
  draft: IconPencil,
  withdrawn: IconArchive,
  missing: IconCircleDashed,
  lacksBlock: IconPuzzleOff,
  replaced: IconHistory,
};

interface MarkProps {
  standing: Shown;
  isOwn?: boolean;
  /** The block that lacks, where that is the state. */
  lacksBlock?: TemplateVariant['lacksBlock'] | undefined;
}

/** The state of a language as glyph and word, so that it does not depend on colour. What is an agent's own is in use and not approved. */
export function VariantStateMark({ standing, isOwn = false, lacksBlock }: MarkProps) {
  const { t } = useTexts();
  const { titleOf } = useTemplateNames();
  const Glyph = glyphs[standing];
  return (
    <span className={classes.mark} data-standing={standing}>
      <Glyph size={14} stroke={1.75} aria-hidden />
      {standing === 'lacksBlock'
        ? t('templates.state.lacksBlock', { name: lacksBlock && titleOf(lacksBlock) })
        : t(`templates.state.${isOwn && standing === 'approved' ? 'inUse' : standing}`)}
    </span>
  );
}

/** A language of a template with its states. */
export function VariantMark({
  language,
  variant,
  isOwn,
}: {
  language: Language;
  variant: TemplateVariant | undefined;
  isOwn: boolean;
}) {
  const { t } = useTexts();
  return (
    <span className={classes.variant}>
      <abbr className={classes.language} title={t(`templates.language.${language}`)}>
        {language.toUpperCase()}
      </abbr>
      {variantStates(variant).map((standing) => (
        <VariantStateMark key={standing} standing={standing} isOwn={isOwn} lacksBlock={variant?.lacksBlock} />
      ))}
    </span>
  );
}
