import type { TemplateVersion } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { toast } from '../../../shared/feedback/toast.js';
import { ActionsPart } from './actions-part.js';
import { AttachmentsPart } from './attachments-part.js';
import { BlockCard } from './block-card.js';
import classes from './content-editor.module.css';
import type { EditorPartProps } from './editor-part-props.js';
import { FilterHelp } from './filter-help.js';
import { LegalPart } from './legal-part.js';
import { WhatsappPart } from './whatsapp-part.js';
import { wordingId } from '../findings/go-to-finding.js';
import { WordingField } from './wording-field.js';
import {
  addBlock,
  changeBlock,
  mostBlocks,
  moveBlock,
  sourceOf,
  type EditableContent,
  type EditableBlock,
} from './editable-content.js';

interface Props extends EditorPartProps {
  /** Of a translation that is being written: what it translates. */
  source: TemplateVersion | undefined;
}

/** Examples of Liquid, which are the same in every language of the console. */
const commands = { condition: '{% if deadline %}…{% endif %}', filter: '{{ documents | bullets }}' };

/** The editor of a version: subject, blocks, and the parts for attachments, actions and WhatsApp. */
export function ContentEditor({ language, text, change, readOnly, source }: Props) {
  const { t } = useTranslation();
  const part = { language, text, change, readOnly };
  const blocks = (next: (before: EditableContent['blocks']) => EditableContent['blocks']) =>
    change((before) => ({ ...before, blocks: next(before.blocks) }));
  // Once it is drawn.
  const focus = (block: number) =>
    setTimeout(() => document.getElementById(wordingId({ block, wording: 'full' }))?.focus());
  const add = () => {
    blocks(addBlock);
    focus(text.blocks.length);
  };
  const remove = (block: EditableBlock, index: number) => {
    blocks((before) => before.filter(({ key }) => key !== block.key));
    focus(Math.min(index, text.blocks.length - 2));
    toast({
      message: t('templates.edit.removed'),
      undoLabel: t('common.toast.undo'),
      undo: () => blocks((before) => before.toSpliced(index, 0, block)),
    });
  };
  return (
    <div className={classes.editor}>
      <WordingField
        id={wordingId({ block: null, wording: 'subject' })}
        label={t('templates.edit.subject')}
        hint={readOnly ? undefined : t('templates.edit.subjectHint')}
        language={language}
        value={text.subject}
        maxLength={250}
        minRows={1}
        readOnly={readOnly}
        onText={(subject) => change((before) => ({ ...before, subject }))}
      />
      {!readOnly && (
        <div>
          <p className={classes.hint}>
            {t('templates.edit.markup')} {t('templates.edit.commands', commands)}
          </p>
          <FilterHelp language={language} />
        </div>
      )}
      <ol className={classes.blocks} aria-label={t('templates.edit.text')}>
        {text.blocks.map((block, index) => (
          <BlockCard
            key={block.key}
            language={language}
            block={block}
            index={index}
            count={text.blocks.length}
            readOnly={readOnly}
            source={source && { language: source.language, block: sourceOf(text.blocks, index, source.content.blocks) }}
            onChange={(next) => blocks((before) => changeBlock(before, index, next))}
            onMove={(by) => blocks((before) => moveBlock(before, index, by))}
            onRemove={() => remove(block, index)}
          />
        ))}
      </ol>
      {!readOnly && text.blocks.length < mostBlocks && (
        <Button variant="default" leftSection={<IconPlus size={16} stroke={1.75} />} onClick={add}>
          {t('templates.edit.add')}
        </Button>
      )}
      <div className={classes.parts}>
        <LegalPart {...part} />
        <AttachmentsPart {...part} />
        <WhatsappPart {...part} />
        <ActionsPart {...part} />
      </div>
    </div>
  );
}
