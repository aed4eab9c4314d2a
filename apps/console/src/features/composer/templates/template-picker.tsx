import { Keycaps } from '@guichet/ui';
import { Button, CloseButton } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useId, useRef, type RefObject } from 'react';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { isMac } from '../../../shared/keyboard/shortcut-listener.js';
import { TemplateChoiceSections } from './template-choice-sections.js';
import { TemplateChoiceRow } from './template-choice-row.js';
import classes from './template-picker.module.css';
import { TemplatePreview } from './template-preview.js';
import { pickerKeys, useChoiceList, useChoosing, type PickerProps } from './template-picker-list-and-keys.js';

/** Which keys do what. */
function PickerFoot({ digits }: { digits: boolean }) {
  const { t } = useTexts();
  return (
    <p className={classes.foot}>
      <span>
        <Keycaps keys={['↵']} />
        <span className="g-sr">↵</span> {t('composer.template.key.insert')}
      </span>
      {digits && (
        <span>
          <Keycaps keys={['1–9']} />
          <span className="g-sr">1–9</span> {t('composer.template.key.choose')}
        </span>
      )}
      <span>
        {t('composer.template.key.then')} <Keycaps keys={[isMac ? '⌘' : 'Ctrl', '↵']} />
        <span className="g-sr">{isMac ? '⌘' : 'Ctrl'} ↵</span> {t('composer.template.key.sends')}
      </span>
    </p>
  );
}

function PickerFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTexts();
  const problemText = useProblemText();
  return (
    <div className={classes.none} role="alert">
      <p>
        {t('composer.template.failed')}. {problemText(error)}
      </p>
      <Button size="compact-sm" variant="default" onClick={onRetry}>
        {t('common.retry')}
      </Button>
    </div>
  );
}

interface SearchProps {
  /** Of the list and its rows. */
  id: string;
  text: string;
  /** Undefined: nothing is found. */
  active: number | undefined;
  field: RefObject<HTMLInputElement | null>;
  onText: (text: string) => void;
  onClose: () => void;
}

function PickerSearch({ id, text, active, field, onText, onClose }: SearchProps) {
  const { t } = useTexts();
  return (
    <div className={classes.search}>
      <IconSearch size={16} stroke={1.5} aria-hidden />
      <input
        ref={field}
        role="combobox"
        aria-label={t('composer.template.search')}
        aria-expanded
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-activedescendant={active === undefined ? undefined : `${id}-${active}`}
        placeholder={t('composer.template.search')}
        autoFocus
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      <CloseButton aria-label={t('common.close')} onClick={onClose} />
    </div>
  );
}

/** The templates that may be used in a case, with a search. */
export function TemplatePicker(props: PickerProps) {
  const { item, bodyOf, onClose } = props;
  const { t } = useTexts();
  const id = useId();
  const rows = useRef<HTMLUListElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const root = useClickOutside<HTMLDivElement>(() => onClose('left'));
  const list = useChoiceList(item, rows);
  const choosing = useChoosing(list, props, root);
  const { text, q, data, choices, active, settled } = list;
  const shown = choices[active];
  const search = (typed: string) => {
    list.search(typed);
    choosing.forgetEarly();
  };
  const retry = () => {
    void list.refetch();
    field.current?.focus();
  };
  const found = choices.length > 0 ? active : undefined;
  return (
    <div
      ref={root}
      className={classes.picker}
      role="dialog"
      aria-label={t('composer.template.title')}
      onKeyDown={pickerKeys(list, choosing, props)}
    >
      <PickerSearch id={id} text={text} active={found} field={field} onText={search} onClose={() => onClose('left')} />
      <div className={classes.sides}>
        <ul
          ref={rows}
          id={`${id}-list`}
          className={classes.list}
          role="listbox"
          aria-label={t('composer.template.list')}
        >
          <TemplateChoiceSections
            choices={choices}
            row={(choice, position) => (
              <TemplateChoiceRow
                key={choice.id}
                id={`${id}-${position}`}
                choice={choice}
                digit={settled && text === '' ? position + 1 : undefined}
                active={position === active}
                busy={choosing.chosen === choice.id}
                onPoint={() => !choosing.chosen && list.point(position)}
                onChoose={() => choosing.choose(choice)}
              />
            )}
          />
          {data?.length === 0 && (
            <li className={classes.none} role="option" aria-selected={false} aria-disabled>
              {t(q ? 'composer.template.none' : 'composer.template.empty')}
            </li>
          )}
        </ul>
        {list.error && !data && <PickerFailure error={list.error} onRetry={retry} />}
        {shown && bodyOf && <TemplatePreview choice={shown} body={bodyOf(shown)} />}
      </div>
      {shown && <PickerFoot digits={text === ''} />}
    </div>
  );
}
