import type { TemplateVersion } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { everyBlockQuery } from '../../../shared/api/template-queries.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { ChipContextProvider, useChipContext } from '../editor/chips/chip-context.js';
import { WordingWithChips } from '../editor/chips/wording-with-chips.js';
import { compareContents, type Difference, type Piece } from './compare-contents.js';
import classes from './versions-tab.module.css';

/** The changes from one version to the next, marked by colour, by line style, and in words for screen readers. */
export function VersionComparison({ from, to }: { from: TemplateVersion; to: TemplateVersion }) {
  const { t, i18n } = useTranslation();
  const chips = useChipContext();
  const { data: everyBlock } = useQuery(everyBlockQuery(shownLanguage(i18n)));
  const { found, unchanged } = useMemo(() => compareContents(from.content, to.content), [from.content, to.content]);
  const label = (version: TemplateVersion) =>
    from.language === to.language ? version.number : `${version.number} ${version.language.toUpperCase()}`;
  const title = t('templates.versions.compare', { from: label(from), to: label(to) });
  return (
    <section className={classes.comparison} aria-label={title}>
      <h2>{title}</h2>
      {found.length === 0 ? (
        <p className={classes.hint}>{t('templates.versions.same')}</p>
      ) : (
        <>
          <p className={classes.hint}>
            {[t('templates.versions.legend'), unchanged > 0 && t('templates.versions.unchanged', { count: unchanged })]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <ChipContextProvider value={{ ...chips, everyBlock }}>
            {found.map((difference, index) => (
              <Changed key={index} difference={difference} />
            ))}
          </ChipContextProvider>
        </>
      )}
    </section>
  );
}

function Changed({ difference: { kind, wording, fate, pieces } }: { difference: Difference }) {
  const { t } = useTexts();
  const what =
    wording === 'subject' ? t('templates.edit.subject') : wording === 'short' ? t('templates.edit.short') : undefined;
  const came = fate === 'added' ? 'templates.versions.blockAdded' : 'templates.versions.blockRemoved';
  return (
    <div className={classes.changed}>
      <h3>
        {[kind && t(`templates.edit.kinds.${kind}`), what, fate !== 'changed' && t(came)].filter(Boolean).join(' · ')}
      </h3>
      <div className={classes.words} dir="auto">
        {pieces.map((piece, index) => (
          <Said key={index} piece={piece} />
        ))}
      </div>
    </div>
  );
}

function Said({ piece: { text, fate, isBold } }: { piece: Piece }) {
  const { t } = useTexts();
  const words = isBold ? (
    <strong>
      <WordingWithChips text={text} />
    </strong>
  ) : (
    <WordingWithChips text={text} />
  );
  if (fate === 'kept') return <span>{words}</span>;
  const Mark = fate === 'removed' ? 'del' : 'ins';
  return (
    <Mark>
      <span className="g-sr"> {t(`templates.versions.${fate}`)} </span>
      {words}
      <span className="g-sr"> ({t('templates.versions.end')}) </span>
    </Mark>
  );
}
