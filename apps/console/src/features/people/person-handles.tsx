import type { Citizen, CitizenHandle } from '@guichet/contracts';
import { ActionIcon, Button, CopyButton, Menu } from '@mantine/core';
import {
  IconAt,
  IconAtOff,
  IconCopy,
  IconDots,
  IconId,
  IconMailbox,
  IconMessageCircle,
  IconPhone,
  IconPlus,
  IconShieldCheck,
  IconUserCircle,
  type Icon,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useMay } from '../../shared/session/use-session.js';
import { isProved, strongestEvidence } from './doubt-of-handle.js';
import { DetachHandleForm } from './detach-handle-form.js';
import { HandleForm } from './handle-form.js';
import classes from './person-panel.module.css';
import { displayName, inOneLine } from '../../shared/i18n/display-name.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { NameText } from '../../shared/people/name-text.js';
import { phoneText } from '../../shared/people/phone-text.js';

type HandleType = CitizenHandle['type'];
const icons: Record<HandleType, Icon> = {
  email: IconAt,
  phone: IconPhone,
  account: IconUserCircle,
  visitor: IconMessageCircle,
  subject: IconId,
  postal: IconMailbox,
};
/** What somebody who knows the person can vouch for: an address that is written down, not an account of a provider. */
const spoken: readonly HandleType[] = ['email', 'phone', 'postal'];

interface RowProps {
  handle: CitizenHandle;
  person: Citizen;
  onConfirm: (() => void) | undefined;
  onDetach: (() => void) | undefined;
}

/** That other people use the address as well, as far as the agent may know them. */
function AlsoUsedBy({
  handle: { alsoUsedBy, alsoUsedByMore: more, value },
  person,
}: Pick<RowProps, 'handle' | 'person'>) {
  const { t } = useTexts();
  const formats = useFormats();
  if (alsoUsedBy.length === 0) return null;
  const nameOf = (name: string) => {
    if (name === '' || name === value) return t('people.alsoUsed.unnamed');
    return displayName(name) === displayName(person.name)
      ? t('people.alsoUsed.namesake', { name: displayName(name) })
      : displayName(name);
  };
  const others = more > 0 ? [t('people.alsoUsed.more', { count: more })] : [];
  const names = formats.list([...new Set(alsoUsedBy.map(nameOf)), ...others]);
  return <span className={classes.evidence}>{t('people.alsoUsed.by', { names })}</span>;
}

function Row({ handle, person, onConfirm, onDetach }: RowProps) {
  const { t } = useTexts();
  const formats = useFormats();
  const Glyph = icons[handle.type];
  const strongest = strongestEvidence(handle);
  const how = handle.doubt
    ? t(`people.doubt.${handle.doubt}`)
    : strongest?.by
      ? t(`people.evidence.${handle.evidence}`, { by: strongest.by })
      : t(`people.evidenceByNobody.${handle.evidence}`);
  // What a chat calls its visitor is no name that anybody knows.
  const actsOn = handle.type === 'visitor' ? t('people.handleType.visitor') : inOneLine(handle.value);
  return (
    <li>
      <Glyph size={15} stroke={1.5} aria-label={t(`people.handleType.${handle.type}`)} role="img" />
      <span className={classes.handle}>
        <NameText
          wraps
          text={
            spoken.includes(handle.type)
              ? (phoneText(handle.value) ?? inOneLine(handle.value))
              : handle.name || displayName(handle.value)
          }
        />
        <span className={classes.evidence}>
          {isProved(handle) && <IconShieldCheck size={13} stroke={1.75} aria-hidden />}
          {/* What proves it was learnt elsewhere, on another day than the one that is shown. */}
          {isProved(handle) && !strongest ? t('people.knownHereSince', { how }) : `${how} ·`}{' '}
          <time dateTime={handle.linkedAt}>{formats.date(handle.linkedAt)}</time>
        </span>
        <AlsoUsedBy handle={handle} person={person} />
        {handle.history.map(
          ({ note, at }) =>
            note && (
              <span key={at} className={classes.evidence}>
                {note}
              </span>
            ),
        )}
      </span>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon size={26} aria-label={t('people.handleActs', { value: actsOn })}>
            <IconDots size={15} stroke={1.5} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <CopyButton value={handle.value}>
            {({ copy }) => (
              <Menu.Item leftSection={<IconCopy size={16} stroke={1.5} />} onClick={copy}>
                {t('common.copy')}
              </Menu.Item>
            )}
          </CopyButton>
          {onConfirm && (
            <Menu.Item leftSection={<IconShieldCheck size={16} stroke={1.5} />} onClick={onConfirm}>
              {t('people.confirm')}
            </Menu.Item>
          )}
          {onDetach && (
            <Menu.Item leftSection={<IconAtOff size={16} stroke={1.5} />} onClick={onDetach}>
              {t('people.detach')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

/** The addresses of a person with their evidence. */
export function PersonHandles({ person, caseId }: { person: Citizen; caseId: string }) {
  const { t } = useTexts();
  const may = useMay();
  const [writing, setWriting] = useState<{ confirming?: string; detaching?: string }>();
  const done = () => setWriting(undefined);
  return (
    <>
      <ul className={classes.handles}>
        {person.handles.map((handle) =>
          writing?.confirming === handle.id ? (
            <li key={handle.id}>
              <HandleForm person={person} caseId={caseId} confirming={handle} onDone={done} />
            </li>
          ) : writing?.detaching === handle.id ? (
            <li key={handle.id}>
              <DetachHandleForm person={person} caseId={caseId} handle={handle} onDone={done} />
            </li>
          ) : (
            <Row
              key={handle.id}
              handle={handle}
              person={person}
              onConfirm={
                may('citizen.update') && spoken.includes(handle.type) && !isProved(handle)
                  ? () => setWriting({ confirming: handle.id })
                  : undefined
              }
              onDetach={
                may('citizen.update') && handle.type !== 'visitor' && handle.type !== 'subject'
                  ? () => setWriting({ detaching: handle.id })
                  : undefined
              }
            />
          ),
        )}
      </ul>
      {may('citizen.update') &&
        (writing && !writing.confirming && !writing.detaching ? (
          <HandleForm person={person} caseId={caseId} onDone={done} />
        ) : (
          <Button
            size="compact-sm"
            variant="subtle"
            className={classes.add}
            leftSection={<IconPlus size={14} stroke={1.75} />}
            onClick={() => setWriting({})}
          >
            {t('people.addHandle')}
          </Button>
        ))}
    </>
  );
}
