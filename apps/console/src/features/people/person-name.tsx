import type { Citizen } from '@guichet/contracts';
import { PersonAvatar } from '@guichet/ui';
import { useEffect, useRef, useState } from 'react';
import { useMay } from '../../shared/session/use-session.js';
import classes from './person-panel.module.css';
import { usePersonActions } from './use-person-actions.js';
import { displayName } from '../../shared/i18n/display-name.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useButtonAfterField } from '../../shared/layout/use-button-after-field.js';
import { NameText } from '../../shared/people/name-text.js';

/** The name of a person, editable in place. */
export function PersonName({ person }: { person: Citizen }) {
  const { t } = useTexts();
  const may = useMay();
  const { rename } = usePersonActions(person.id);
  const [text, setText] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const editing = text !== undefined;
  const { button, endByKey } = useButtonAfterField(editing);
  useEffect(() => {
    if (editing) field.current?.select();
  }, [editing]);

  const save = () => {
    const name = text?.trim();
    setText(undefined);
    if (name && name !== person.name) rename.mutate(name);
  };
  const name = rename.isPending ? rename.variables : person.name;

  return (
    <p className={classes.person}>
      <PersonAvatar name={displayName(name)} size={36} />
      {editing ? (
        <input
          ref={field}
          aria-label={t('people.name')}
          maxLength={200}
          dir="auto"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === 'Escape') endByKey();
            if (event.key === 'Enter') event.currentTarget.blur();
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            setText(undefined);
          }}
        />
      ) : may('citizen.update') ? (
        <button ref={button} type="button" title={t('people.rename')} onClick={() => setText(person.name)}>
          <NameText wraps text={displayName(name)} />
        </button>
      ) : (
        <NameText wraps text={displayName(name)} />
      )}
    </p>
  );
}
