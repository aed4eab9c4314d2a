import type { CaseSummary, ChannelKindInfo, CitizenSummary } from '@guichet/contracts';
import { ChannelMark } from '@guichet/ui';
import { SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { displayName } from '../../../shared/i18n/display-name.js';
import { LAST_MINUTE } from '../../../shared/i18n/organisation-time-zone.js';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { PersonChoiceField } from '../../people/index.js';
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
  const { t } = useTranslation();
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

/** The choice between the open case, with whom it is about, and a new one. */
export function PlaceField({ draft, change, item: { citizen } }: Props & { item: CaseSummary }) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      fullWidth
      aria-label={t('case.contact.place')}
      data={[
        {
          value: 'here',
          label: citizen ? t('case.contact.hereOf', { name: displayName(citizen.name) }) : t('case.contact.here'),
        },
        { value: 'new', label: t('case.contact.elsewhere') },
      ]}
      value={draft.place}
      onChange={(next) => change({ place: next })}
    />
  );
}

function AddressField({ draft, change }: Props) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t('case.contact.address')}
      description={t('case.contact.addressHint')}
      maxLength={320}
      value={draft.address}
      onChange={(event) => change({ address: event.currentTarget.value })}
    />
  );
}

/** The fields of a new case: its person and its subject. `usual`: of whom it is where nobody is named. */
export function NewCaseFields({
  draft,
  change,
  usual,
  openCases,
  addTo,
}: Props & { usual: CitizenSummary | null } & Pick<ContactForm, 'openCases' | 'addTo'>) {
  const { t } = useTranslation();
  return (
    <>
      <div className={classes.pair}>
        <PersonChoiceField
          value={draft.who}
          hint={usual && !draft.address.trim() ? t('case.contact.usual', { name: displayName(usual.name) }) : undefined}
          onChange={(next) => change({ who: next, addTo: undefined })}
        />
        <AddressField draft={draft} change={change} />
      </div>
      {openCases.length > 0 && (
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
}: Props & Pick<ContactForm, 'opening' | 'addTo' | 'team'>) {
  const { t } = useTranslation();
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
        {!opening && <AddressField draft={draft} change={change} />}
      </div>
    </>
  );
}
