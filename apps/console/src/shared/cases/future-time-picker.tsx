import { Combobox, stripDiacritics } from '@guichet/ui';
import { Button, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importWithRetry } from '../api/import-with-retry.js';
import { LAST_MINUTE, readTownTime } from '../i18n/organisation-time-zone.js';
import { useFormats } from '../i18n/use-formats.js';
import { useTexts } from '../i18n/use-texts.js';
import classes from './future-time-picker.module.css';
import { presetTimes } from './preset-times.js';
import type { ReadMoment } from './parse-moment-in-words.js';

interface Props {
  label: string;
  /** What is done at a date that was typed by its figures. */
  action: string;
  chosen?: readonly string[];
  /** What is to be known of a moment before it is chosen; undefined: nothing. */
  remark?: (at: Date) => string | undefined;
  /** What can be done in place of waiting; undefined: nothing. */
  now?: { label: string; run: () => void } | undefined;
  onChoose: (at: Date) => void;
}

const NOW = 'now';

/** What reads moments in words, once it was fetched. Without it, presets and figures are there still. */
function useMomentReader(language: string): ReadMoment | undefined {
  const [reader, setReader] = useState<{ read: ReadMoment }>();
  useEffect(() => {
    let isOver = false;
    void importWithRetry(() => import('./parse-moment-in-words.js'))
      .then(({ loadMomentReader }) => loadMomentReader(language))
      .then(
        (read) => !isOver && setReader({ read }),
        () => {},
      );
    return () => void (isOver = true);
  }, [language]);
  return reader?.read;
}

/**
 * The moments that match what was typed, and the one that is written there in words; first what can be done now. `none`: why
 * what is written gives no moment.
 */
function useMomentChoices(text: string, { remark, now }: Pick<Props, 'remark' | 'now'>) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const [since] = useState(() => Date.now());
  const read = useMomentReader(i18n.language);
  const said = text.trim() === '' ? undefined : read?.(text, new Date());
  const none = typeof said === 'string' ? said : undefined;
  const written = typeof said === 'string' ? undefined : said;
  const presets = presetTimes(since).map(({ preset, at }) => ({
    value: at.toISOString(),
    label: t(`common.moment.${preset}`),
    hint: <Hint at={formats.dateTime(at.getTime())} remark={remark?.(at)} />,
  }));
  const wanted = stripDiacritics(text.trim());
  const matching = [...(now ? [{ value: NOW, label: now.label }] : []), ...presets].filter(({ label }) =>
    stripDiacritics(label).includes(wanted),
  );
  if (!written || matching.some(({ value }) => value === written.toISOString())) return { choices: matching, none };
  const own = {
    value: written.toISOString(),
    label: formats.dateTime(written.getTime()),
    hint: <Hint remark={remark?.(written)} />,
  };
  return { choices: [own, ...matching], none };
}

const Hint = ({ at, remark }: { at?: string; remark: string | undefined }) => (
  <span className={classes.hint}>
    {at && <span>{at}</span>}
    {remark && <span className={classes.remark}>{remark}</span>}
  </span>
);

function MomentByFigures({ action, remark, onChoose }: Pick<Props, 'action' | 'remark' | 'onChoose'>) {
  const { t } = useTexts();
  const [typed, setTyped] = useState('');
  const at = typed ? readTownTime(typed) : undefined;
  const isAhead = at !== undefined && at.getTime() > Date.now();
  return (
    <form
      className={classes.figures}
      onSubmit={(event) => {
        event.preventDefault();
        if (isAhead) onChoose(at);
      }}
    >
      <TextInput
        type="datetime-local"
        max={LAST_MINUTE}
        size="xs"
        label={t('choose.ownMoment')}
        value={typed}
        description={isAhead && remark?.(at) ? <span className={classes.remark}>{remark(at)}</span> : undefined}
        inputWrapperOrder={['label', 'input', 'description']}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default" disabled={!isAhead}>
        {action}
      </Button>
    </form>
  );
}

/** A moment to come: one that is proposed, one in words as “Thursday 2 pm”, or one by its figures. */
export function FutureTimePicker({ label, action, chosen = [], remark, now, onChoose }: Props) {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const { choices, none } = useMomentChoices(text, { remark, now });
  return (
    <div className={classes.choice}>
      <Combobox
        label={label}
        placeholder={t('choose.momentInWords')}
        choices={choices}
        none={none && t(`choose.noMoment.${none}`)}
        chosen={chosen}
        onText={setText}
        onChoose={(value) => (value === NOW ? now?.run() : onChoose(new Date(value)))}
      />
      <MomentByFigures action={action} remark={remark} onChoose={onChoose} />
    </div>
  );
}
