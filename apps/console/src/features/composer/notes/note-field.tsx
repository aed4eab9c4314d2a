import { PersonAvatar } from '@guichet/ui';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChosenMention } from '../../../shared/drafts/draft-content.js';
import { SuggestionMenu } from '../../../shared/suggestions/suggestion-menu.js';
import type { Mentionable } from './mentions.js';
import classes from './note-field.module.css';
import { useCaretAtFieldEnd } from '../editor/use-caret-at-field-end.js';
import { useMentions } from './use-mentions.js';

const shownAs = ({ id, name, teams }: Mentionable) => ({
  ...{ key: id, label: name, hint: teams },
  mark: <PersonAvatar name={name} size={20} />,
});

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
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const { found, sees, active, look, close, take, onKeyDown } = useMentions(field, {
    ...{ caseId, readers },
    onChoose: (text, { id: agentId, label }) => onChange(text, { id: agentId, label }),
  });
  const open = found.length > 0;
  useCaretAtFieldEnd(field, caret);
  return (
    <SuggestionMenu
      {...{ id, found, active }}
      shownAs={(one) => ({ ...shownAs(one), ...(!sees(one.id) && { group: t('composer.cannotSee') }) })}
      label={t('composer.mention')}
      opened={open}
      position="top-start"
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
