import { PersonAvatar } from '@guichet/ui';
import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { ChosenMention } from '../../../shared/drafts/draft-content.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { SuggestionMenu } from '../../../shared/suggestions/suggestion-menu.js';
import type { Mentionable } from './mentions.js';
import classes from './note-field.module.css';
import { useCaretAtFieldEnd } from '../editor/use-caret-at-field-end.js';
import { useMentions } from './use-mentions.js';

const shownAs = ({ id, name, teams }: Mentionable) => ({
  ...{ key: id, label: name, hint: teams },
  mark: <PersonAvatar name={name} size={20} />,
});

/** Between the field and its list. Pixels. */
const GAP = 4;

/** How high the head of the composer is, with the buttons that turn to the reply: the list stands above it, too. */
function heightAbove(field: HTMLElement): number {
  const head = field.closest('section')?.querySelector(':scope > header');
  return head ? Math.max(0, field.getBoundingClientRect().top - head.getBoundingClientRect().top) : 0;
}

interface Props {
  caseId: string;
  value: string;
  caret: boolean;
  /** The agents who alone see the case, and can be mentioned; undefined: it is not restricted. */
  readers: readonly { id: string }[] | undefined;
  /** What it is called, and what stands in it while it is empty, where that is no note. */
  label?: string;
  placeholder?: string;
  /** `mention`: the colleague who was just put into the text. */
  onChange: (text: string, mention?: ChosenMention) => void;
  /** Takes files that are pasted; undefined: there can be none. */
  onFiles?: ((files: File[]) => void) | undefined;
}

/** The text field of a note; `@` mentions a colleague. */
export function NoteField({ caseId, value, caret, readers, label, placeholder, onChange, onFiles }: Props) {
  const { t } = useTexts();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const { found, sees, active, look, close, take, onKeyDown } = useMentions(field, {
    ...{ caseId, readers },
    onChoose: (text, { id: agentId, label }) => onChange(text, { id: agentId, label }),
  });
  const open = found.length > 0;
  useCaretAtFieldEnd(field, caret);
  const [offset, setOffset] = useState(GAP);
  useLayoutEffect(() => {
    if (open && field.current) setOffset(GAP + heightAbove(field.current));
  }, [open]);
  return (
    <SuggestionMenu
      {...{ id, found, active }}
      shownAs={(one) => ({ ...shownAs(one), ...(!sees(one.id) && { group: t('composer.cannotSee') }) })}
      label={t('composer.mention')}
      opened={open}
      position="top-start"
      offset={offset}
      width={340}
      onTake={take}
    >
      <textarea
        ref={field}
        className={classes.field}
        data-autofocus={caret || undefined}
        aria-label={label ?? t('composer.note')}
        aria-autocomplete="list"
        aria-controls={open ? id : undefined}
        aria-activedescendant={open ? `${id}-${active}` : undefined}
        placeholder={placeholder ?? t('composer.notePlaceholder')}
        dir="auto"
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          look();
        }}
        onSelect={look}
        onBlur={close}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const pasted = [...event.clipboardData.files];
          if (!onFiles || pasted.length === 0) return;
          event.preventDefault();
          onFiles(pasted);
        }}
      />
    </SuggestionMenu>
  );
}
