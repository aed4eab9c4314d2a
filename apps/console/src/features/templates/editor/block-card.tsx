import type { BlockKind, Language, TemplateBlock } from '@guichet/contracts';
import { ActionIcon, NativeSelect, Switch } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconAsterisk, IconTrash } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { WordingWithChips } from './chips/wording-with-chips.js';
import classes from './content-editor.module.css';
import { ShortWordingLeftOutVariables } from './short-wording-left-out-variables.js';
import { WordingField } from './wording-field.js';
import { wordingId } from '../findings/go-to-finding.js';
import { blockKinds } from './editable-content.js';

interface Props {
  language: Language;
  block: TemplateBlock;
  index: number;
  count: number;
  readOnly: boolean;
  /** What a translation translates; no block: the source has none there. */
  source: { language: Language; block: TemplateBlock | undefined } | undefined;
  onChange: (change: Partial<TemplateBlock>) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

/** A block of the template: its full wording and, where it has one, its short wording. */
export function BlockCard({ language, block, index, count, readOnly, source, onChange, onMove, onRemove }: Props) {
  const { t } = useTexts();
  const number = index + 1;
  return (
    <li
      className={classes.block}
      aria-label={t('templates.edit.block', { number, kind: t(`templates.edit.kinds.${block.kind}`) })}
    >
      <div className={classes.bar}>
        <span className={classes.number} aria-hidden>
          {number}
        </span>
        {readOnly ? (
          <span className={classes.kind}>{t(`templates.edit.kinds.${block.kind}`)}</span>
        ) : (
          <NativeSelect
            size="xs"
            aria-label={`${t('templates.edit.kind')}, ${number}`}
            data={blockKinds.map((kind) => ({ value: kind, label: t(`templates.edit.kinds.${kind}`) }))}
            value={block.kind}
            onChange={(event) => onChange({ kind: event.currentTarget.value as BlockKind })}
          />
        )}
        {readOnly ? (
          block.mandatory && (
            <span className={classes.number}>
              <IconAsterisk size={12} stroke={1.75} aria-hidden /> {t('templates.edit.mandatory')}
            </span>
          )
        ) : (
          <Switch
            size="xs"
            label={t('templates.edit.mandatory')}
            title={t('templates.edit.mandatoryHint')}
            checked={block.mandatory}
            onChange={(event) => onChange({ mandatory: event.currentTarget.checked })}
          />
        )}
        {!readOnly && (
          <span className={classes.moves}>
            <ActionIcon
              size={26}
              aria-label={t('templates.edit.up', { number })}
              disabled={index === 0}
              onClick={() => onMove(-1)}
            >
              <IconArrowUp size={16} stroke={1.5} />
            </ActionIcon>
            <ActionIcon
              size={26}
              aria-label={t('templates.edit.down', { number })}
              disabled={number === count}
              onClick={() => onMove(1)}
            >
              <IconArrowDown size={16} stroke={1.5} />
            </ActionIcon>
            <ActionIcon
              size={26}
              aria-label={t('templates.edit.remove', { number })}
              disabled={count === 1}
              onClick={onRemove}
            >
              <IconTrash size={16} stroke={1.5} />
            </ActionIcon>
          </span>
        )}
      </div>
      {source?.block && <SourceWording language={source.language} block={source.block} />}
      <Wordings language={language} block={block} index={index} readOnly={readOnly} onChange={onChange} />
    </li>
  );
}

/** The wording of the source language, folded, which stays available while the author translates it. */
function SourceWording({ language, block: { full, short } }: { language: Language; block: TemplateBlock }) {
  const { t } = useTexts();
  return (
    <details className={classes.source}>
      <summary>{t(`templates.edit.sourceText.${language}`)}</summary>
      <p lang={language} dir="auto">
        <WordingWithChips text={full} />
      </p>
      {short && (
        <>
          <h4>{t('templates.edit.short')}</h4>
          <p lang={language} dir="auto">
            <WordingWithChips text={short} />
          </p>
        </>
      )}
    </details>
  );
}

function Wordings({
  language,
  block,
  index,
  readOnly,
  onChange,
}: Pick<Props, 'language' | 'block' | 'index' | 'readOnly' | 'onChange'>) {
  const { t } = useTexts();
  const number = index + 1;
  const shared = { maxLength: 8000, language, readOnly, mayInclude: true };
  return (
    <div className={classes.wordings}>
      <WordingField
        {...shared}
        id={wordingId({ block: index, wording: 'full' })}
        label={t('templates.edit.full')}
        longLabel={t('templates.edit.fullOf', { number })}
        minRows={2}
        value={block.full}
        onText={(full) => onChange({ full })}
      />
      {!readOnly && (
        <Switch
          size="xs"
          label={t('templates.edit.ownShort')}
          aria-label={`${t('templates.edit.ownShort')}, ${number}`}
          checked={block.short !== null}
          onChange={(event) => onChange({ short: event.currentTarget.checked ? block.full : null })}
        />
      )}
      {block.short !== null && (
        <WordingField
          {...shared}
          id={wordingId({ block: index, wording: 'short' })}
          label={t('templates.edit.short')}
          longLabel={t('templates.edit.shortOf', { number })}
          hint={readOnly ? undefined : t('templates.edit.shortHint')}
          blank={t('templates.edit.leftOut')}
          minRows={1}
          value={block.short}
          onText={(short) => onChange({ short })}
        />
      )}
      {!readOnly && <ShortWordingLeftOutVariables block={block} number={number} onChange={onChange} />}
    </div>
  );
}
