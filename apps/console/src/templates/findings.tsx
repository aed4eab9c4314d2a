import type { TemplateContent, TemplateFinding } from '@guichet/contracts';
import { IconBulb, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFindingWords } from './finding-words.js';
import classes from './findings.module.css';
import { placeOf, type Place } from './finding-place.js';
import { goTo } from './wording-place.js';

interface ListProps {
  findings: readonly TemplateFinding[];
  content: Pick<TemplateContent, 'blocks'>;
  onGo: (place: Place) => void;
}

/** Each says what is wrong, and leads to where it is. */
export function FindingList({ findings, content, onGo }: ListProps) {
  const { t } = useTranslation();
  const wordsOf = useFindingWords();
  const named = (place: Place) =>
    place &&
    'where' in place &&
    [
      place.where.block !== null && t('library.finding.inBlock', { number: place.where.block + 1 }),
      t(`library.finding.wording.${place.where.wording}`),
    ]
      .filter(Boolean)
      .join(', ');
  return (
    <ul className={classes.list}>
      {findings.map((finding, index) => {
        const Glyph = finding.severity === 'error' ? IconCircleX : IconBulb;
        const place = placeOf(finding, content);
        const name = named(place);
        const said = (
          <>
            <Glyph size={16} stroke={1.75} aria-label={t(`library.finding.${finding.severity}`)} role="img" />
            <span className={classes.words}>
              <span className={classes.told}>{wordsOf(finding)}</span>
              {name && <span className={classes.place}>{name}</span>}
            </span>
          </>
        );
        return (
          <li key={index} data-severity={finding.severity}>
            {place ? (
              <button type="button" className={classes.finding} onClick={() => onGo(place)}>
                {said}
              </button>
            ) : (
              <span className={classes.finding}>{said}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What must be mended before approval first, then what would make it easier to read. */
export function Findings({ findings, content }: Omit<ListProps, 'onGo'>) {
  const { t } = useTranslation();
  const errors = findings.filter(({ severity }) => severity === 'error');
  const hints = findings.filter(({ severity }) => severity === 'hint');
  return (
    <section className={classes.findings} aria-label={t('library.finding.title')}>
      {findings.length === 0 && (
        <p className={classes.clean}>
          <IconCircleCheck size={16} stroke={1.75} aria-hidden />
          {t('library.finding.clean')}
        </p>
      )}
      {errors.length > 0 && (
        <>
          <h2 className={classes.title}>{t('library.finding.errors', { count: errors.length })}</h2>
          <FindingList findings={errors} content={content} onGo={goTo} />
        </>
      )}
      {hints.length > 0 && (
        <details className={classes.hints}>
          <summary>{t('library.finding.hints', { count: hints.length })}</summary>
          <FindingList findings={hints} content={content} onGo={goTo} />
        </details>
      )}
    </section>
  );
}
