import type { MacroAct } from '@guichet/contracts';
import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useActText } from '../../../shared/macros/use-act-text.js';
import { useManyCasesTemplateChoices } from '../../../shared/templates/use-many-cases-template-choices.js';
import type { ActProps } from './act-props.js';

/** The template of the reply that a macro prepares. */
export function ReplyAct(props: Omit<ActProps, 'act'> & { act: Extract<MacroAct, { kind: 'reply' }> }) {
  const { act, target, wrong, autoFocus, onChange } = props;
  const { t } = useTexts();
  const { nameOf } = useActText();
  const [chosen, setChosen] = useState(target ? { value: act.templateId, label: nameOf(target) } : undefined);
  const [text, setText] = useState('');
  const found = useManyCasesTemplateChoices(chosen?.label === text ? '' : text);
  // What is found comes first: Enter takes the first one.
  const choices = chosen && !found.some(({ value }) => value === chosen.value) ? [...found, chosen] : found;
  return (
    <Select
      aria-label={t('macros.kind.reply')}
      description={t('macros.replyHint')}
      inputWrapperOrder={['input', 'error', 'description']}
      error={wrong && t('macros.needed')}
      autoFocus={autoFocus}
      data={choices}
      searchable
      allowDeselect={false}
      // The server has searched already: by words of the text, too.
      filter={({ options }) => options}
      nothingFoundMessage={t('choose.none')}
      searchValue={text}
      onSearchChange={setText}
      value={act.templateId || null}
      onChange={(value) => {
        const choice = choices.find((one) => one.value === value);
        setChosen(choice);
        if (choice) onChange({ ...act, templateId: choice.value });
      }}
    />
  );
}
