import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { variablesQuery } from '../../../../shared/api/template-queries.js';
import { shownLanguage } from '../../../../shared/i18n/shown-language.js';
import { useTexts } from '../../../../shared/i18n/use-texts.js';
import { variableLabel } from '../../../../shared/i18n/variable-label.js';
import { useChipContext } from './chip-context.js';
import { withFilters } from './write-liquid-source.js';
import { countedCall, countedForms, filterNameOf, firstCall, formatsOf, type FilterName } from './chip-formats.js';
import type { ValuePiece } from './wording-pieces.js';

interface Props {
  piece: ValuePiece;
  onSource: (source: string) => void;
}

const AS_CODE = 'code';

/** Asks which variable a chip prints, and in which format. */
export function VariableAndFormatForm({ piece, onSource }: Props) {
  const { t, i18n } = useTranslation();
  const { data: variables = [] } = useQuery(variablesQuery);
  const { language } = useChipContext();
  const shown = shownLanguage(i18n);
  const [call, ...further] = piece.filters;
  const known = variables.find(({ name }) => name === piece.name);
  const formats = known ? formatsOf(known.type) : [];
  const name = call === undefined ? undefined : filterNameOf(call);
  // Two formats, or one that does not fit, are only in the code.
  const isCode = call !== undefined && (further.length > 0 || !name || !formats.includes(name));
  const set = (filters: readonly string[]) => onSource(withFilters(piece, filters));
  return (
    <>
      <NativeSelect
        label={t('templates.edit.variable')}
        data-autofocus
        data={[
          ...(known ? [] : [{ value: piece.name, label: piece.name }]),
          ...variables
            .filter(({ type, field, name: one }) => (type !== 'flag' && !field?.archived) || one === piece.name)
            .map((variable) => ({ value: variable.name, label: variableLabel(variable, shown) })),
        ]}
        value={piece.name}
        onChange={(event) => onSource(withFilters({ source: piece.source, name: event.currentTarget.value }, []))}
      />
      {(formats.length > 0 || isCode) && (
        <NativeSelect
          label={t('templates.chips.format')}
          data={[
            { value: '', label: t('templates.chips.formats.none') },
            ...formats.map((one) => ({ value: one, label: t(`templates.chips.formats.${one}`) })),
            ...(isCode ? [{ value: AS_CODE, label: piece.filters.join(' | ') }] : []),
          ]}
          value={isCode ? AS_CODE : (name ?? '')}
          onChange={({ currentTarget: { value } }) =>
            value !== AS_CODE && set(value === '' ? [] : [firstCall(value as FilterName, language)])
          }
        />
      )}
      {!isCode && name === 'counted' && <CountedForms call={call!} onCall={(next) => set([next])} />}
    </>
  );
}

/** Asks for the two words between which a number chooses. */
function CountedForms({ call, onCall }: { call: string; onCall: (call: string) => void }) {
  const { t } = useTexts();
  const { language } = useChipContext();
  const [one, many] = countedForms(call);
  return (
    <>
      <TextInput
        label={t('templates.chips.one')}
        lang={language}
        value={one}
        onChange={(event) => onCall(countedCall([event.currentTarget.value, many]))}
      />
      <TextInput
        label={t('templates.chips.many')}
        lang={language}
        value={many}
        onChange={(event) => onCall(countedCall([one, event.currentTarget.value]))}
      />
    </>
  );
}
