import type { TemplatePreview, TemplateVersion } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconCode, IconPlus, IconTextCaption } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sharedBlocksQuery } from '../../../shared/api/template-queries.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { CaseActionsSection } from './case-actions-section.js';
import { AttachmentsSection } from './attachments-section.js';
import { BlockCard } from './block-card.js';
import { ChipContextProvider } from './chips/chip-context.js';
import { useFormattedExamples } from './chips/use-formatted-examples.js';
import classes from './content-editor.module.css';
import type { EditorSectionProps } from './editor-section-props.js';
import { FilterHelp } from './filter-help.js';
import { LegalBasisSection } from './legal-basis-section.js';
import { WhatsappApprovedMessageSection } from './whatsapp-approved-message-section.js';
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

interface Props extends EditorSectionProps {
  /** Whether it is judged by what the law asks of such a text. */
  isOfLaw: boolean;
  /** It is the agent's own, of which WhatsApp approves nothing. */
  isOwn: boolean;
  /** It is a shared block, which includes no other. */
  isBlock: boolean;
  /** Of a translation that is being written: what it translates. */
  source: TemplateVersion | undefined;
  /** The message that WhatsApp has approved, as the text names it; undefined until it is known. */
  approved: TemplatePreview['approvedMessage'] | undefined;
}

/** Examples of Liquid, which are the same in every language of the console. */
const commands = { condition: '{% if deadline %}…{% endif %}', filter: '{{ documents | bullets }}' };

/** The editor of a version: subject, blocks, and the parts for attachments, actions and WhatsApp. */
export function ContentEditor({ language, text, change, readOnly, isOfLaw, isOwn, isBlock, source, approved }: Props) {
  const { t } = useTexts();
  const [isCode, setIsCode] = useState(false);
  const examples = useFormattedExamples(text, language);
  const { data: shared } = useQuery(sharedBlocksQuery(language));
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
    <ChipContextProvider value={{ language, isCode, examples, blocks: shared, isBlock }}>
      <div className={classes.editor}>
        <Button
          className={classes.writtenAs}
          size="compact-sm"
          variant="default"
          leftSection={isCode ? <IconTextCaption size={14} stroke={1.5} /> : <IconCode size={14} stroke={1.5} />}
          onClick={() => setIsCode(!isCode)}
        >
          {t(isCode ? 'templates.chips.hideCode' : 'templates.chips.showCode')}
        </Button>
        {!isBlock && (
          <WordingField
            id={wordingId({ block: null, wording: 'subject' })}
            label={t('templates.edit.subject')}
            hint={readOnly ? undefined : t('templates.edit.subjectHint')}
            language={language}
            value={text.subject}
            maxLength={250}
            minRows={1}
            isOneLine
            readOnly={readOnly}
            onText={(subject) => change((before) => ({ ...before, subject }))}
          />
        )}
        {!readOnly && (
          <div>
            <p className={classes.hint}>
              {!isCode && t('templates.chips.hint')} {t('templates.edit.markup')}{' '}
              {isCode && t('templates.edit.commands', commands)}
            </p>
            {isCode && <FilterHelp language={language} />}
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
              source={
                source && { language: source.language, block: sourceOf(text.blocks, index, source.content.blocks) }
              }
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
        {!isBlock && (
          <div className={classes.parts}>
            {isOfLaw && <LegalBasisSection {...part} />}
            <AttachmentsSection {...part} />
            {!isOwn && <WhatsappApprovedMessageSection {...part} approved={approved} />}
            <CaseActionsSection {...part} />
          </div>
        )}
      </div>
    </ChipContextProvider>
  );
}
