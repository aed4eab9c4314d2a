import type { Language, TemplateContent, TemplateFinding } from '@guichet/contracts';
import { IconAlertTriangle, IconArrowsDiff, IconBulb, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { comparedPassages } from './compared-sentences-of-findings.js';
import { ComparedSentences } from './compared-sentences.js';
import { useFindingText } from './use-finding-text.js';
import classes from './template-findings.module.css';
import { findingTarget, type FindingTarget } from './finding-target.js';
import { goToFinding } from './go-to-finding.js';

interface ListProps {
  findings: readonly TemplateFinding[];
  content: Pick<TemplateContent, 'blocks'>;
  onGo: (place: FindingTarget) => void;
}

const GLYPHS = { error: IconCircleX, warning: IconArrowsDiff, hint: IconBulb } as const;

const ALERTS: ReadonlySet<TemplateFinding['code']> = new Set(['mention-missing', 'other-language']);

/** A list of findings; each explains the fault and links to its place. */
export function FindingList({ findings, content, onGo }: ListProps) {
  const { t } = useTexts();
  const wordsOf = useFindingText();
  const named = (place: FindingTarget) =>
    place &&
    'where' in place &&
    [
      place.where.block !== null && t('templates.finding.inBlock', { number: place.where.block + 1 }),
      t(`templates.finding.wording.${place.where.wording}`),
    ]
      .filter(Boolean)
      .join(', ');
  return (
    <ul className={classes.list}>
      {findings.map((finding, index) => {
        const Glyph = ALERTS.has(finding.code) ? IconAlertTriangle : GLYPHS[finding.severity];
        const place = findingTarget(finding, content);
        const name = named(place);
        const said = (
          <>
            <Glyph size={16} stroke={1.75} aria-label={t(`templates.finding.${finding.severity}`)} role="img" />
            <span className={classes.words}>
              <span className={classes.sentence}>{wordsOf(finding)}</span>
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

interface Props extends Omit<ListProps, 'onGo'> {
  content: Pick<TemplateContent, 'blocks' | 'subject'>;
  /** The language in which the content is written. */
  language: Language;
  onGo?: ListProps['onGo'];
}

/** Whether a finding must be corrected before approval. That nothing is written yet is no fault of what is written. */
export const isFault = ({ severity, code }: TemplateFinding): boolean => severity === 'error' && code !== 'empty';

/** The faults that must be corrected before approval, what whoever approves compares, then the hints that improve readability. */
export function TemplateFindings({ findings, content, language, onGo = goToFinding }: Props) {
  const { t } = useTexts();
  const errors = findings.filter(isFault);
  const isUnwritten = findings.some(({ code }) => code === 'empty');
  const lacking = findings.filter(({ code }) => code === 'mention-missing');
  const untranslated = findings.filter(({ code }) => code === 'other-language');
  const warnings = findings.filter(
    (finding) => finding.severity === 'warning' && !lacking.includes(finding) && !untranslated.includes(finding),
  );
  const hints = findings.filter(({ severity }) => severity === 'hint');
  const shared = { content, language, onGo };
  return (
    <section className={classes.findings} aria-label={t('templates.finding.title')}>
      {findings.length === 0 && (
        <p className={classes.clean}>
          <IconCircleCheck size={16} stroke={1.75} aria-hidden />
          {t('templates.finding.clean')}
        </p>
      )}
      {isUnwritten && <p className={classes.judged}>{t('templates.finding.empty')}</p>}
      {errors.length > 0 && (
        <>
          <h2 className={classes.title}>{t('templates.finding.errors', { count: errors.length })}</h2>
          <FindingPassages {...shared} findings={errors} />
        </>
      )}
      {lacking.length > 0 && (
        <>
          <h2 className={classes.compared}>{t('templates.finding.lacking', { count: lacking.length })}</h2>
          <FindingList findings={lacking} content={content} onGo={onGo} />
        </>
      )}
      {untranslated.length > 0 && (
        <>
          <h2 className={classes.compared}>{t('templates.finding.untranslated')}</h2>
          <FindingList findings={untranslated} content={content} onGo={onGo} />
        </>
      )}
      {warnings.length > 0 && (
        <>
          <h2 className={classes.compared}>{t('templates.finding.warnings', { count: warnings.length })}</h2>
          <FindingPassages {...shared} findings={warnings} />
          <p className={classes.judged}>{t('templates.finding.judged')}</p>
        </>
      )}
      {hints.length > 0 && (
        <details className={classes.hints}>
          <summary>{t('templates.finding.hints', { count: hints.length })}</summary>
          <FindingList findings={hints} content={content} onGo={onGo} />
        </details>
      )}
    </section>
  );
}

/** Findings with the sentences that they are about; those about the same sentences are together. */
function FindingPassages({ findings, content, language, onGo }: Required<Props>) {
  const passages = useMemo(() => comparedPassages(findings, content), [findings, content]);
  return (
    <div className={classes.passages}>
      {passages.map((passage, index) => (
        <div key={index} className={classes.passage}>
          <FindingList findings={passage.findings} content={content} onGo={onGo} />
          <ComparedSentences passage={passage} blocks={content.blocks} language={language} />
        </div>
      ))}
    </div>
  );
}
