import type { Language, TemplateBlock } from '@guichet/contracts';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { conditionInWords } from '../editor/chips/wording-pieces.js';
import type { ComparedPassage, ComparedSentence, ComparedSide } from './compared-sentences-of-findings.js';
import classes from './compared-sentences.module.css';
import { markedPieces } from './find-words.js';
import { useVariableName } from './use-finding-text.js';
import { TOKEN } from './wording-sentences.js';

interface Props {
  passage: ComparedPassage;
  blocks: readonly Pick<TemplateBlock, 'kind'>[];
  /** The language in which they are written. */
  language: Language;
}

/** The sentences of both wordings beside each other, with what differs marked; nothing where a finding compares none. */
export function ComparedSentences({ passage: { full, other, wording }, blocks, language }: Props) {
  const nameOf = useBlockName(blocks);
  if (full.length + other.length === 0) return null;
  const [place, ...more] = new Set([...full, ...other].flatMap(({ block }) => block ?? []));
  const isSameBlock = more.length === 0 && wording === 'short';
  const column = { nameOf: isSameBlock ? undefined : nameOf, language };
  return (
    <div className={classes.frame}>
      {isSameBlock && place !== undefined && <p className={classes.place}>{nameOf(place)}</p>}
      <div className={classes.columns}>
        <Column {...column} side="full" sentences={full} />
        <Column {...column} side={wording} sentences={other} />
      </div>
    </div>
  );
}

function useBlockName(blocks: Props['blocks']) {
  const { t } = useTexts();
  return (index: number): string => {
    const kind = blocks[index]?.kind ?? 'facts';
    return t('templates.edit.block', { number: index + 1, kind: t(`templates.edit.kinds.${kind}`) });
  };
}

interface ColumnProps {
  language: Language;
  side: ComparedSide;
  sentences: readonly ComparedSentence[];
  /** Undefined: the block is named above. */
  nameOf: ((block: number) => string) | undefined;
}

function Column({ side, sentences, nameOf, language }: ColumnProps) {
  const { t } = useTexts();
  const byBlock = [...Map.groupBy(sentences, ({ block }) => block)];
  return (
    <div role="group" aria-label={t(`templates.finding.side.${side}`)} className={classes.column}>
      <p className={classes.side} aria-hidden>
        {t(`templates.finding.side.${side}`)}
      </p>
      {byBlock.length === 0 && <p className={classes.none}>{t('templates.finding.saysNothing')}</p>}
      {byBlock.map(([block, said]) => (
        <div key={block ?? 'subject'} className={classes.block}>
          {block !== null && nameOf && <p className={classes.place}>{nameOf(block)}</p>}
          <div lang={language} dir="auto">
            {said.map((sentence, index) => (
              <Sentence key={index} sentence={sentence} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

function Sentence({ sentence: { text, marks } }: { sentence: ComparedSentence }) {
  return (
    <p className={classes.sentence} data-marked={marks.length > 0 || undefined}>
      {markedPieces(text, marks).map((piece, index) =>
        piece.marked ? (
          <mark key={index}>
            <Said text={piece.text} />
          </mark>
        ) : (
          <Said key={index} text={piece.text} />
        ),
      )}
    </p>
  );
}

/** A text with its variables by their labels, and its conditions in words. */
function Said({ text }: { text: string }) {
  const { t } = useTexts();
  const nameOf = useVariableName();
  const conditionOf = (inside: string): string => {
    if (inside === 'else') return t('templates.finding.when.else');
    const [, how, asked] = /^(if|unless|elsif) (.+)$/su.exec(inside) ?? [];
    if (!how || asked === undefined)
      return t(inside.startsWith('end') ? 'templates.finding.when.end' : 'templates.finding.when.block');
    return t(`templates.finding.when.${how as 'if' | 'unless' | 'elsif'}`, {
      condition: conditionInWords(asked, {
        name: (name) => t('templates.finding.quoted', { word: nameOf(name) }),
        and: t('templates.chips.and'),
        or: t('templates.chips.or'),
      }),
    });
  };
  const tokens = [...text.matchAll(TOKEN)];
  return tokens.length === 0 ? (
    text
  ) : (
    <>
      {text.slice(0, tokens[0]!.index)}
      {tokens.map(({ 0: token, index }, n) => (
        <span key={index}>
          {token.startsWith('{{') ? (
            <span className={classes.value}>{nameOf(token.slice(3, -3))}</span>
          ) : (
            <span className={classes.condition}>{conditionOf(token.slice(3, -3))}</span>
          )}
          {text.slice(index + token.length, tokens[n + 1]?.index)}
        </span>
      ))}
    </>
  );
}
