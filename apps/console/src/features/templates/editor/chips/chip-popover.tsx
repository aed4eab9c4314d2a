import { Button, Popover, Switch } from '@mantine/core';
import { IconBraces, IconCut, IconTrash } from '@tabler/icons-react';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { useTexts } from '../../../../shared/i18n/use-texts.js';
import classes from './chip-field.module.css';
import { ConditionForm } from './condition-form.js';
import {
  deletePassage,
  hasOtherwise,
  selectPassage,
  setCondition,
  setSource,
  toggleOtherwise,
  unwrapPassage,
} from './edit-wording.js';
import type { Place } from './use-text-position-coordinates.js';
import { selectedChip } from './use-wording-view.js';
import { IncludedText } from './included-text.js';
import { VariableAndFormatForm } from './variable-and-format-form.js';
import { pieceOf } from './wording-document.js';

interface Props {
  state: EditorState;
  place: Place | undefined;
  /** The focus goes there, and stays until it is closed. */
  takesFocus: boolean;
  /** Changes the text; the focus stays here. */
  onChange: (change: (before: EditorState) => Transaction) => void;
  /** Leads back into the text, once it was changed. */
  onClose: (change?: (before: EditorState) => Transaction) => void;
}

/** What can be done with the selected chip. */
export function ChipPopover({ state, place, takesFocus, ...actions }: Props) {
  const { t } = useTexts();
  const selection = selectedChip(state);
  return (
    <Popover
      // The focus goes there as it appears: asked for by a key after a click, it appears anew.
      key={takesFocus ? 'focused' : 'beside'}
      opened={place !== undefined && selection !== undefined}
      onChange={(opened) => !opened && actions.onClose()}
      position="bottom-start"
      trapFocus={takesFocus}
      withRoles={false}
    >
      <Popover.Target>
        <span className={classes.anchor} style={place} aria-hidden />
      </Popover.Target>
      <Popover.Dropdown
        className={classes.popover}
        role="dialog"
        aria-label={t('templates.chips.change')}
        w={320}
        maw="calc(100vw - 24px)"
      >
        {selection && <ChipForm key={selection.from} state={state} at={selection.from} {...actions} />}
      </Popover.Dropdown>
    </Popover>
  );
}

interface FormProps extends Omit<Props, 'place' | 'takesFocus'> {
  at: number;
}

function ChipForm({ state, at, onChange, onClose }: FormProps) {
  const { t } = useTexts();
  const node = state.doc.nodeAt(at);
  if (!node) return null;
  const piece = pieceOf(node);
  if (piece.kind === 'tag') return <PassageForm state={state} at={at} onChange={onChange} onClose={onClose} />;
  return (
    <>
      {piece.kind === 'block' && <IncludedText id={piece.id} />}
      {piece.kind === 'value' && (
        <VariableAndFormatForm
          piece={piece}
          onSource={(source) => onChange((before) => setSource(before, at, source))}
        />
      )}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTrash size={15} stroke={1.5} />}
        onClick={() => onClose(({ tr }) => tr.delete(at, at + 1))}
      >
        {t('templates.chips.remove')}
      </Button>
    </>
  );
}

/** What can be done with a passage, by one of its tags. */
function PassageForm({ state, at, onChange, onClose }: FormProps) {
  const { t } = useTexts();
  const node = state.doc.nodeAt(at);
  const piece = node && pieceOf(node);
  if (piece?.kind !== 'tag') return null;
  const { word, condition } = piece;
  return (
    <>
      {condition && (
        <ConditionForm
          word={word}
          condition={condition}
          onChange={(next) => onChange((before) => setCondition(before, at, next))}
        />
      )}
      {piece.role === 'opens' && (
        <Switch
          size="xs"
          label={t('templates.chips.otherwise')}
          checked={hasOtherwise(state, at)}
          onChange={() => onChange((before) => toggleOtherwise(before, at))}
        />
      )}
      <div className={classes.actions}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconBraces size={15} stroke={1.5} />}
          onClick={() => onClose((before) => unwrapPassage(before, at))}
        >
          {t('templates.chips.unwrap')}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCut size={15} stroke={1.5} />}
          onClick={() => onClose((before) => selectPassage(before, at))}
        >
          {t('templates.chips.select')}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconTrash size={15} stroke={1.5} />}
          onClick={() => onClose((before) => deletePassage(before, at))}
        >
          {t('templates.chips.removePassage')}
        </Button>
      </div>
    </>
  );
}
