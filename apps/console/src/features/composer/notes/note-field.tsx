import { Popover } from '@mantine/core';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChosenMention } from '../../../shared/drafts/draft-content.js';
import { MentionList } from './mention-list.js';
import classes from './note-field.module.css';
import { useFieldCaret } from '../editor/use-field-caret.js';
import { useMentions } from './use-mentions.js';

const LIST_HEIGHT = 280;

/** As high as there is room for, above the field or below it, and no higher than is read at a glance. */
const middlewares = {
  flip: true,
  shift: { padding: 8 },
  size: {
    padding: 8,
    apply: ({ availableHeight, elements }: { availableHeight: number; elements: { floating: HTMLElement } }) => {
      elements.floating.style.maxHeight = `${Math.min(LIST_HEIGHT, availableHeight)}px`;
    },
  },
};

interface Props {
  value: string;
  caret: boolean;
  /** The agents who alone see the case, and can be mentioned; undefined: it is not restricted. */
  readers: readonly { id: string }[] | undefined;
  /** `mention`: the colleague who was just put into the text. */
  onChange: (text: string, mention?: ChosenMention) => void;
}

/** The text field of a note; `@` mentions a colleague. */
export function NoteField({ value, caret, readers, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const { found, active, look, close, take, onKeyDown } = useMentions(field, {
    readers,
    onChoose: (text, { id: agentId, label }) => onChange(text, { id: agentId, label }),
  });
  const open = found.length > 0;
  useFieldCaret(field, caret);
  return (
    <Popover
      opened={open}
      position="top-start"
      offset={4}
      width="min(340px, calc(100vw - 24px))"
      middlewares={middlewares}
      trapFocus={false}
      returnFocus={false}
      withRoles={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Popover.Target>
        <textarea
          ref={field}
          className={classes.field}
          aria-label={t('composer.note')}
          aria-autocomplete="list"
          aria-controls={open ? `${id}-list` : undefined}
          aria-activedescendant={open ? `${id}-${active}` : undefined}
          placeholder={t('composer.notePlaceholder')}
          dir="auto"
          value={value}
          onChange={(event) => {
            onChange(event.currentTarget.value);
            look();
          }}
          onSelect={look}
          onBlur={close}
          onKeyDown={onKeyDown}
        />
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} p={4}>
        <MentionList id={id} found={found} active={active} onTake={take} />
      </Popover.Dropdown>
    </Popover>
  );
}
