import type { CitizenSummary } from '@guichet/contracts';
import { Button, Radio, Stack, Text } from '@mantine/core';
import { IconFolderOpen, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { citizenFileQuery } from '../../../shared/api/queries.js';
import { displayName } from '../../../shared/i18n/display-name.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { isSameName } from '../../../shared/people/is-same-name.js';
import type { PersonChoice } from '../../people/index.js';
import { MOST_OPEN_CASES } from '../record-contact/open-cases-field.js';
import classes from './owner-question-field.module.css';
import type { OwnerQuestion } from './owner-question.js';
import type { OwnerQuestionState } from './use-owner-question.js';

/** A number and a mail address are called by different words. */
const kindOf = (address: string) => (address.includes('@') ? 'email' : 'phone');

interface QuestionTexts {
  ask: string;
  isOwner: string;
  isOther: string;
  stays: string;
}

/** An owner without a name is known by their case; one of the same name, by the address. */
function useQuestionTexts({ address, owner, unnamed, named: { name } }: OwnerQuestion): QuestionTexts {
  const { t } = useTexts();
  const { date } = useFormats();
  const kind = kindOf(address);
  const [ownName, named] = [displayName(owner?.name), displayName(name)];
  const staysTheirs = t(`case.addressOwner.${kind}.staysTheirs`);
  if (unnamed) {
    const { reference, lastEntryAt } = unnamed;
    const ask = t('case.addressOwner.unnamed.ask', { address, reference, date: date(lastEntryAt) });
    const isOwner = t('case.addressOwner.unnamed.isOwner', { name: named });
    return { ask, isOwner, isOther: t('case.addressOwner.unnamed.isOther'), stays: staysTheirs };
  }
  const ask = t(`case.addressOwner.${kind}.ask`, { address, name: ownName });
  if (isSameName(ownName, named)) {
    const isOwner = t(`case.addressOwner.${kind}.isNamesake`, { name: ownName });
    return { ask, isOwner, isOther: t('case.addressOwner.isOtherNamesake'), stays: staysTheirs };
  }
  return {
    ask,
    isOwner: t('case.addressOwner.isOwner', { name: ownName }),
    isOther: t('case.addressOwner.isOther', { name: named }),
    stays: t(`case.addressOwner.${kind}.stays`, { name: ownName }),
  };
}

function Question({ state }: { state: OwnerQuestionState & { question: OwnerQuestion } }) {
  const { t } = useTexts();
  const { question, field, isMissing, answer } = state;
  const texts = useQuestionTexts(question);
  return (
    <Radio.Group
      label={texts.ask}
      error={isMissing && t('case.addressOwner.missing')}
      errorProps={{ role: 'alert' }}
      value={question.meant ?? ''}
      onChange={(next) => answer(next === 'owner' ? 'owner' : 'named')}
    >
      <Stack gap={6} mt={6} mb={isMissing ? 6 : 0}>
        <Radio ref={field} value="owner" label={texts.isOwner} />
        <Radio value="named" label={texts.isOther} description={texts.stays} />
      </Stack>
    </Radio.Group>
  );
}

interface Props {
  state: OwnerQuestionState;
  /** Names the owner; absent where the person of the case cannot be chosen here. */
  onChoose?: ((who: PersonChoice) => void) | undefined;
  /** Opens a case of theirs instead; absent where that is offered otherwise. */
  onOpen?: ((caseId: string) => void) | undefined;
}

function Proposal({ owner, address, onChoose }: { owner: CitizenSummary; address: string } & Pick<Props, 'onChoose'>) {
  const { t } = useTexts();
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

/** That the person who was named in words is known by the address, and their open cases. */
function Known({ known, address, onOpen }: { known: CitizenSummary; address: string } & Pick<Props, 'onOpen'>) {
  const { t } = useTexts();
  const { data: person } = useQuery({ ...citizenFileQuery(known.id), enabled: onOpen !== undefined });
  const open = (person?.cases ?? []).filter(({ status }) => status !== 'closed' && status !== 'spam');
  return (
    <>
      <Text size="sm">{t(`case.addressOwner.${kindOf(address)}.known`, { name: displayName(known.name) })}</Text>
      {onOpen &&
        open.slice(0, MOST_OPEN_CASES).map(({ id, reference, subject }) => (
          <Button
            key={id}
            variant="default"
            size="compact-sm"
            className={classes.choose}
            title={subject}
            leftSection={<IconFolderOpen size={15} stroke={1.5} aria-hidden />}
            onClick={() => onOpen(id)}
          >
            {t('case.addressOwner.openCase', { reference })}
          </Button>
        ))}
    </>
  );
}

/** Says whose the address is that was typed, and asks who is meant where that is somebody else than the person who is named. */
export function OwnerQuestionField({ state, onChoose, onOpen }: Props) {
  const { question, proposed, known, address } = state;
  return (
    <div aria-live="polite" className={classes.owner}>
      {question && <Question state={{ ...state, question }} />}
      {!question && known && <Known known={known} address={address} onOpen={onOpen} />}
      {!question && proposed && <Proposal owner={proposed} address={address} onChoose={onChoose} />}
    </div>
  );
}
