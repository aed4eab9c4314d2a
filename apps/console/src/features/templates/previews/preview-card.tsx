import type { PreviewTemplate, TemplateRendering } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconAlignLeft, IconLink, IconMessageShare } from '@tabler/icons-react';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { inPieces, type Example } from './mark-example-values.js';
import { LetterDownloadButton } from './letter-download-button.js';
import { gsm7Spelling } from './replace-non-gsm7-characters.js';
import { PreviewFrame } from './preview-frame.js';
import { strongWords } from './bold-preview-text.js';
import classes from './template-previews.module.css';
import { renderingId } from '../findings/go-to-finding.js';
import { RenderingMark, useRenderingName } from './rendering-name.js';

interface Props {
  rendering: TemplateRendering;
  examples: readonly Example[];
  asked: Omit<PreviewTemplate, 'values'>;
  /** Characters of the wordings that an SMS takes, that GSM-7 does not have. */
  forcing: readonly string[];
  onPlain: ((characters: readonly string[]) => void) | undefined;
}

const levels = { full: IconAlignLeft, short: IconMessageShare, notice: IconLink };

/** A preview of one rendering: channel, length, and text. */
export function PreviewCard({ rendering, examples, asked, forcing, onPlain }: Props) {
  const { t } = useTexts();
  const nameOf = useRenderingName();
  const name = nameOf(rendering.name);
  const { level, subject, text, html, facts } = rendering;
  const Level = levels[level];
  return (
    <article className={classes.card} aria-label={name}>
      <header className={classes.cardHead}>
        <h3 className={classes.name}>
          <RenderingMark name={rendering.name} />
          {name}
        </h3>
        <span className={classes.level} data-level={level}>
          <Level size={12} stroke={1.75} aria-hidden />
          {t(`templates.preview.level.${level}`)}
        </span>
        <Measure rendering={rendering} />
      </header>
      <Forced rendering={rendering} forcing={forcing} onPlain={onPlain} />
      {subject !== null && subject !== '' && (
        <p className={classes.subject}>
          <bdi>{t('templates.preview.subject', { subject })}</bdi>
        </p>
      )}
      <div
        className={classes.said}
        id={renderingId(rendering.name)}
        tabIndex={0}
        role="group"
        aria-label={t('templates.preview.mailTitle', { name })}
      >
        {text.trim() === '' ? (
          <p className={classes.none}>{t('templates.preview.empty')}</p>
        ) : html !== null ? (
          <PreviewFrame
            html={html}
            facts={facts}
            examples={examples}
            title={t('templates.preview.mailTitle', { name })}
          />
        ) : (
          <div className={classes.words} dir="auto">
            {strongWords(text, rendering.name).map(({ text: words, strong }, index) => {
              const shown = <Words key={index} text={words} examples={examples} facts={facts} />;
              return strong ? <strong key={index}>{shown}</strong> : shown;
            })}
          </div>
        )}
      </div>
      {rendering.name === 'letter' && (
        <footer className={classes.foot}>
          <LetterDownloadButton asked={asked} />
        </footer>
      )}
    </article>
  );
}

/** Words of a rendering, with the example values in them marked. */
const Words = ({ text, examples, facts }: Pick<Props, 'examples'> & Pick<TemplateRendering, 'text' | 'facts'>) =>
  inPieces(text, examples, facts).map((piece, index) =>
    piece.value ? <mark key={index}>{piece.text}</mark> : piece.text,
  );

function Measure({ rendering: { characters, maxCharacters, segments } }: { rendering: TemplateRendering }) {
  const { t } = useTexts();
  const formats = useFormats();
  const over = maxCharacters !== null && characters > maxCharacters;
  const counted =
    maxCharacters === null
      ? t('templates.preview.characters', { count: characters, used: formats.number(characters) })
      : t('templates.preview.of', {
          count: characters,
          used: formats.number(characters),
          max: formats.number(maxCharacters),
        });
  return (
    <span className={classes.meter} data-over={over || undefined}>
      {segments
        ? [t('templates.preview.parts', { count: segments.segments }), segments.encoding, counted].join(' · ')
        : counted}
      {over && ` · ${t('templates.preview.tooLong')}`}
    </span>
  );
}

/** What makes an SMS dearer, or too long to be more than a notice; and how to be rid of it where a plain letter will do. */
function Forced({
  rendering: { level, segments },
  forcing,
  onPlain,
}: Pick<Props, 'rendering' | 'forcing' | 'onPlain'>) {
  const { t } = useTexts();
  if (!segments) return null;
  const characters = [...new Set([...forcing, ...segments.forcedBy])];
  if (characters.length === 0) return null;
  // The notice itself has none of them: it is there because of those of the text.
  const aside = level === 'notice' && segments.forcedBy.length === 0;
  const replaceable = forcing.filter((character) => gsm7Spelling(character) !== undefined);
  return (
    <div className={classes.forced}>
      <p>
        {t(aside ? 'templates.preview.forcedNotice' : 'templates.preview.forced', { characters: characters.join(' ') })}
      </p>
      {onPlain && replaceable.length > 0 && (
        <Button
          className={classes.plain}
          size="compact-xs"
          variant="default"
          onClick={() => {
            onPlain(replaceable);
            toast({ message: t('templates.preview.plainDone') });
          }}
        >
          {t('templates.preview.plain')}
        </Button>
      )}
      {onPlain && replaceable.length === 0 && <p>{t('templates.preview.plainNone')}</p>}
    </div>
  );
}
