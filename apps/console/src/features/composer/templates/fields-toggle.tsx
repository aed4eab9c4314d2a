import { IconChevronRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './used-template-strip.module.css';
import type { ReplyTemplate } from './use-reply-template.js';

/** Fields that want nothing of the agent can be folded, so that the letter has their room. One that does is always shown. */
export function useFoldedFields({ fields, missing, unfollowed }: ReplyTemplate) {
  const [isChosen, setChosen] = useState(false);
  const isFoldable = fields.length > 0 && missing.length + unfollowed.length === 0;
  // Once it is put right, it does not go from under the hands of whoever has put it right.
  useEffect(() => {
    if (!isFoldable) setChosen(false);
  }, [isFoldable]);
  return { isFoldable, isFolded: isFoldable && isChosen, setFolded: setChosen };
}

interface Props {
  /** Of the fields. */
  id: string;
  fold: ReturnType<typeof useFoldedFields>;
  template: ReplyTemplate;
}

/** Says how many fields are filled in, and folds them. */
export function FieldsToggle({ id, fold: { isFolded, setFolded }, template: { fields, values } }: Props) {
  const { t } = useTexts();
  const typed = fields.filter(({ type }) => type !== 'flag');
  const filled = typed.filter(({ name, value }) => (values[name] ?? value ?? '').trim() !== '');
  const text = t('composer.template.filled', { count: filled.length, total: typed.length });
  return (
    <button
      type="button"
      className={classes.fold}
      aria-label={text}
      title={text}
      aria-expanded={!isFolded}
      aria-controls={isFolded ? undefined : id}
      onClick={() => setFolded(!isFolded)}
    >
      <IconChevronRight size={16} stroke={1.75} aria-hidden />
      {isFolded && text}
    </button>
  );
}
