import type { ChannelKindInfo, CitizenSummary } from '@guichet/contracts';
import { ChannelMark } from '@guichet/ui';
import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { displayName } from '../../../shared/i18n/display-name.js';
import { LAST_MINUTE } from '../../../shared/i18n/organisation-time-zone.js';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { PersonChoiceField } from '../../people/index.js';
import { OwnerQuestionField } from '../address-owner/owner-question-field.js';
import { TeamField } from '../new-case/team-field.js';
import classes from './contact-fields.module.css';
import { OpenCasesField } from './open-cases-field.js';
import type { ContactForm } from './use-contact-form.js';

type Props = Pick<ContactForm, 'draft' | 'change'>;

/** The fields of the channel of the contact, and of who began it. */
export function ChannelFields({
  draft,
  change,
  kinds,
  kind,
}: Props & { kinds: readonly ChannelKindInfo[]; kind: ContactForm['kind'] }) {
  const { t } = useTexts();
  const channels = useChannelTexts();
  return (
    <div className={classes.first}>
      <SegmentedControl
        fullWidth
        aria-label={t('case.contact.kind')}
        data={kinds.map((info) => ({
          value: info.kind,
          label: (
            <span className={classes.kind}>
              <ChannelMark kind={info.kind} size={16} /> {channels.title(info.kind)}
            </span>
          ),
        }))}
        value={kind}
        onChange={(next) => change({ kind: next })}
      />
      <SegmentedControl
        fullWidth
        aria-label={t('case.contact.direction')}
        data={[
          { value: 'in', label: t('case.contact.in') },
          { value: 'out', label: t('case.contact.out') },
        ]}
        value={draft.direction}
        onChange={(next) => change({ direction: next })}
      />
    </div>
  );
}

function AddressField({ draft, change, address: { field, wrong } }: Props & Pick<ContactForm, 'address'>) {
  const { t } = useTexts();
  return (
    <TextInput
      ref={field}
      error={wrong}
      label={t('case.contact.address')}
      description={t('case.contact.addressHint')}
      maxLength={320}
      value={draft.address}
      onChange={(event) => change({ address: event.currentTarget.value })}
    />
  );
}

interface NewCaseContext {
  /** Whom the open case is about, who may be meant, and must be chosen. */
  nearby: CitizenSummary | null;
  /** A case is open, and all of them are chosen from in one field. */
  isBesideCase: boolean;
}

/** The fields of a new case: its person and its subject. */
export function NewCaseFields({
  draft,
  change,
  nearby,
  isBesideCase,
  openCases,
  addTo,
  address,
  owner,
}: Props & NewCaseContext & Pick<ContactForm, 'openCases' | 'addTo' | 'address' | 'owner'>) {
  const { t } = useTexts();
  return (
    <>
      <div className={classes.pair}>
        <div>
          <PersonChoiceField value={draft.who} onChange={(next) => change({ who: next, addTo: undefined })} />
          {nearby && !draft.who.name.trim() && (
            <Button
              variant="default"
              size="compact-sm"
              className={classes.nearby}
              leftSection={<IconUserPlus size={15} stroke={1.5} aria-hidden />}
              onClick={() => change({ who: { id: nearby.id, name: displayName(nearby.name) }, addTo: undefined })}
            >
              {t('case.contact.nearby', { name: displayName(nearby.name) })}
            </Button>
          )}
        </div>
        <AddressField draft={draft} change={change} address={address} />
      </div>
      <OwnerQuestionField state={owner} onChoose={(who) => change({ who, addTo: undefined })} />
      {!isBesideCase && openCases.length > 0 && (
        <OpenCasesField cases={openCases} value={addTo} onChange={(caseId) => change({ addTo: caseId })} />
      )}
      {!addTo && (
        <TextInput
          label={t('case.new.subject')}
          required
          maxLength={250}
          value={draft.subject}
          onChange={(event) => change({ subject: event.currentTarget.value })}
        />
      )}
    </>
  );
}

/** The fields of what was said, and when; in an existing case also of the address, in a new one of its team. */
export function SummaryFields({
  draft,
  change,
  opening,
  addTo,
  team,
  address,
  owner,
}: Props & Pick<ContactForm, 'opening' | 'addTo' | 'team' | 'address' | 'owner'>) {
  const { t } = useTexts();
  return (
    <>
      <Textarea
        data-autofocus={opening ? undefined : true}
        label={t('case.contact.text')}
        required
        autosize
        minRows={3}
        maxRows={9}
        maxLength={50_000}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <TextInput
          type="datetime-local"
          max={LAST_MINUTE}
          label={t('case.contact.at')}
          description={t('case.contact.atHint')}
          inputWrapperOrder={opening ? ['label', 'input', 'description'] : undefined}
          value={draft.at}
          onChange={(event) => change({ at: event.currentTarget.value })}
        />
        {opening && !addTo && <TeamField team={team} onChange={(teamId) => change({ teamId })} />}
        {!opening && <AddressField draft={draft} change={change} address={address} />}
      </div>
      {!opening && <OwnerQuestionField state={owner} />}
    </>
  );
}
