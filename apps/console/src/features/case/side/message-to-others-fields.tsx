import { Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { AddressesInput } from '../../../shared/addresses/addresses-input.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { sideRecipientsQuery } from './side-queries.js';

/** A message about a case to others than its citizen, as it is written. */
interface MessageToOthers {
  to: string[];
  /** What is typed behind the recipients, and is none of them yet. */
  typed: string;
  subject: string;
  text: string;
}

interface Props {
  value: MessageToOthers;
  /** What stands below the recipients; undefined: nothing. */
  hint?: string;
  /** Whether the first field takes the focus as the dialog opens. */
  isFirst?: boolean;
  onChange: (part: Partial<MessageToOthers>) => void;
}

/** To whom a message about a case goes that its citizen does not get, and what it says. Whom colleagues have written to is offered. */
export function MessageToOthersFields({ value, hint, isFirst = false, onChange }: Props) {
  const { t } = useTexts();
  const { data: known = [] } = useQuery(sideRecipientsQuery);
  return (
    <>
      <AddressesInput
        data-autofocus={isFirst || undefined}
        label={t('case.side.to')}
        description={hint}
        required
        known={known.map((one) => one.value)}
        value={value.to}
        searchValue={value.typed}
        onSearchChange={(typed) => typed === value.typed || onChange({ typed })}
        onChange={(to) => onChange({ to })}
      />
      <TextInput
        label={t('case.message.subject')}
        required
        maxLength={250}
        value={value.subject}
        onChange={(event) => onChange({ subject: event.currentTarget.value })}
      />
      <Textarea
        label={t('case.side.text')}
        required
        autosize
        minRows={4}
        maxRows={10}
        value={value.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
    </>
  );
}

interface QuoteProps<Quote extends string> {
  choices: readonly { value: Quote; label: string }[];
  value: Quote;
  onChange: (quote: Quote) => void;
}

/** How much of the correspondence with the citizen stands below the message. */
export function QuoteField<Quote extends string>({ choices, value, onChange }: QuoteProps<Quote>) {
  const { t } = useTexts();
  return (
    <Radio.Group label={t('case.side.quote.label')} value={value} onChange={onChange}>
      <Stack gap={6} mt={6}>
        {choices.map((choice) => (
          <Radio key={choice.value} {...choice} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
