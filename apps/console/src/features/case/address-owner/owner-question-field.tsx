import type { CitizenSummary } from '@guichet/contracts';
import { Button, Radio, Stack, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { displayName } from '../../../shared/i18n/display-name.js';
import type { PersonChoice } from '../../people/index.js';
import classes from './owner-question-field.module.css';
import type { OwnerQuestionState } from './use-owner-question.js';

/** A number and a mail address are called by different words. */
const kindOf = (address: string) => (address.includes('@') ? 'email' : 'phone');

function Question({ state }: { state: OwnerQuestionState & { question: object } }) {
  const { t } = useTranslation();
  const { question, field, isMissing, answer } = state;
  const { address, meant } = question;
  const [owner, named] = [displayName(question.owner.name), displayName(question.named.name)];
  return (
    <Radio.Group
      label={t(`case.addressOwner.${kindOf(address)}.ask`, { address, name: owner })}
      error={isMissing && t('case.addressOwner.missing')}
      errorProps={{ role: 'alert' }}
      value={meant ?? ''}
      onChange={(next) => answer(next === 'owner' ? 'owner' : 'named')}
    >
      <Stack gap={6} mt={6} mb={isMissing ? 6 : 0}>
        <Radio ref={field} value="owner" label={t('case.addressOwner.isOwner', { name: owner })} />
        <Radio
          value="named"
          label={t('case.addressOwner.isOther', { name: named })}
          description={t(`case.addressOwner.${kindOf(address)}.stays`, { name: owner })}
        />
      </Stack>
    </Radio.Group>
  );
}

interface Props {
  state: OwnerQuestionState;
  /** Names the owner; absent where the person of the case cannot be chosen here. */
  onChoose?: ((who: PersonChoice) => void) | undefined;
}

function Proposal({ owner, address, onChoose }: { owner: CitizenSummary; address: string } & Pick<Props, 'onChoose'>) {
  const { t } = useTranslation();
  const name = displayName(owner.name);
  return (
    <>
      <Text size="sm">{t(`case.addressOwner.${kindOf(address)}.proposed`, { address, name })}</Text>
      {onChoose && (
        <Button
          variant="default"
          size="compact-sm"
          className={classes.choose}
          leftSection={<IconUserPlus size={15} stroke={1.5} aria-hidden />}
          onClick={() => onChoose({ id: owner.id, name })}
        >
          {t('case.addressOwner.isOwner', { name })}
        </Button>
      )}
    </>
  );
}

/** Says whose the address is that was typed, and asks who is meant where that is somebody else than the person who is named. */
export function OwnerQuestionField({ state, onChoose }: Props) {
  const { question, proposed, address } = state;
  return (
    <div aria-live="polite" className={classes.owner}>
      {question && <Question state={{ ...state, question }} />}
      {!question && proposed && <Proposal owner={proposed} address={address} onChoose={onChoose} />}
    </div>
  );
}
