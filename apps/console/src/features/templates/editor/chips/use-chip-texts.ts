import { templateTitle } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { variablesQuery } from '../../../../shared/api/template-queries.js';
import { shownLanguage } from '../../../../shared/i18n/shown-language.js';
import { variableLabel } from '../../../../shared/i18n/variable-label.js';
import { useChipContext } from './chip-context.js';
import { filterNameOf } from './chip-formats.js';
import {
  conditionInWords,
  piecesOf,
  readPiece,
  type BlockPiece,
  type Piece,
  type TagPiece,
  type ValuePiece,
} from './wording-pieces.js';

/** What a chip shows and says. */
export interface ChipText {
  look: 'value' | 'opens' | 'middle' | 'closes' | 'block' | 'code';
  label: string;
  /** How its value reads, where it says in which format. */
  detail: string | undefined;
  /** What it is, to whoever does not see it. */
  sort: string;
  /** Why it cannot be used as it is. */
  fault: string | undefined;
  /** What is shown on hovering; else what it is. */
  text?: string | undefined;
}

/** Returns a function that says what decides about a passage, in plain words, of a condition as it is written. */
export function useConditionText(): (asked: string) => string {
  const { t, i18n } = useTranslation();
  const { data: variables = [] } = useQuery(variablesQuery);
  const language = shownLanguage(i18n);
  return useCallback(
    (asked: string) =>
      conditionInWords(asked, {
        name: (name) => {
          const known = variables.find((variable) => variable.name === name);
          const label = known ? variableLabel(known, language) : name;
          return t(known?.type === 'flag' ? 'templates.chips.ticked' : 'templates.chips.filled', { label });
        },
        and: t('templates.chips.and'),
        or: t('templates.chips.or'),
      }),
    [t, variables, language],
  );
}

/** Returns a function that says what a chip is, by its source. It changes with the language and what the chips share. */
export function useChipTexts(): (source: string) => ChipText {
  const { t, i18n } = useTranslation();
  const { data: variables = [] } = useQuery(variablesQuery);
  const { examples, blocks, everyBlock } = useChipContext();
  const conditionText = useConditionText();
  const language = shownLanguage(i18n);
  return useCallback(
    (source: string) => {
      const labelOf = (name: string) => {
        const known = variables.find((variable) => variable.name === name);
        return known && variableLabel(known, language);
      };
      const isArchived = (name: string) => variables.find((variable) => variable.name === name)?.field?.archived;
      const isKnown = (name: string) => variables.length === 0 || labelOf(name) !== undefined;
      const faultOf = (names: readonly string[], filters: readonly string[] = []) => {
        const name = names.find((one) => !isKnown(one));
        if (name !== undefined) return t('templates.chips.unknownVariable', { name });
        const archived = names.find(isArchived);
        if (archived !== undefined) return t('templates.chips.archivedField', { name: labelOf(archived) ?? archived });
        const filter = filters.find((call) => filterNameOf(call) === undefined);
        return filter === undefined ? undefined : t('templates.chips.unknownFilter', { name: filter });
      };
      const value = (piece: ValuePiece): ChipText => ({
        look: 'value',
        label: labelOf(piece.name) ?? piece.name,
        detail: examples.get(source) ?? (piece.filters.join(' | ') || undefined),
        sort: t('templates.chips.variable'),
        fault: faultOf([piece.name], piece.filters),
      });
      const tag = ({ role, word, asked, condition }: TagPiece): ChipText => {
        const isAsking = word !== 'else' && role !== 'closes';
        return {
          look: role,
          label: isAsking
            ? t(`templates.chips.${word as 'if'}`, { condition: conditionText(asked) })
            : t(`templates.chips.${role === 'closes' ? 'end' : 'else'}`),
          detail: undefined,
          sort: t('templates.chips.condition'),
          fault: faultOf(condition?.names ?? []),
        };
      };
      const block = ({ id }: BlockPiece): ChipText => {
        const found = blocks?.find((one) => one.id === id);
        const named = found ?? everyBlock?.find((one) => one.id === id);
        return {
          look: 'block',
          label: named ? templateTitle(named, language) : t('templates.blocks.one'),
          detail: undefined,
          sort: t('templates.blocks.chip'),
          fault: blocks && !found ? t('templates.blocks.unknown') : undefined,
          text: found && inWords(found.full),
        };
      };
      const textOf = (piece: Piece): ChipText => {
        if (piece.kind === 'block') return block(piece);
        if (piece.kind === 'value') return value(piece);
        if (piece.kind === 'tag') return tag(piece);
        return {
          look: 'code',
          label: piece.source,
          detail: undefined,
          sort: t('templates.chips.code'),
          fault: t('templates.chips.onlyVariables'),
        };
      };
      const inWords = (wording: string): string =>
        piecesOf(wording)
          .map((piece) => (piece.kind === 'text' ? piece.source : `[${textOf(piece).label}]`))
          .join('');
      return textOf(readPiece(source));
    },
    [t, variables, examples, blocks, everyBlock, conditionText, language],
  );
}
