import type { CaseDetail, Citizen, CitizenSummary } from '@guichet/contracts';
import { PersonAvatar } from '@guichet/ui';
import { Alert, Button, Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { caseQuery } from '../../../shared/api/queries.js';
import { setOverlay } from '../../../shared/layout/overlay-state.js';
import { useMay } from '../../../shared/session/use-session.js';
import { addressesText } from '../../people/index.js';
import { displayName } from '../../../shared/i18n/display-name.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { isSameName } from '../../../shared/people/is-same-name.js';
import { NameText } from '../../../shared/people/name-text.js';
import type { FoundCase } from './case-finder.js';
import classes from './cases-to-merge.module.css';
import { LostPriority } from './lost-priority.js';
import { distinctNames, usePersonOfCase } from './use-distinguished-persons.js';
import { useReplyAfterMerge } from './use-reply-after-merge.js';

/** The persons of the case that goes and of the one that stays, as far as they are known. */
type TwoPersons = readonly [Citizen | undefined, Citizen | undefined];

interface Props {
  item: CaseDetail;
  into: FoundCase;
  /** The cases are of two different persons, as far as is known: the agent has to say that this is meant. */
  differ: boolean;
  isConfirmed: boolean;
  onConfirm: (confirmed: boolean) => void;
}

/** Both cases of a merge side by side, each with its citizen and its tags; of two citizens, a warning and a question besides. */
export function CasesToMerge({ item, into: found, ...props }: Props) {
  const { t } = useTexts();
  const { data } = useQuery(caseQuery(found.id));
  const into = data?.data;
  const persons: TwoPersons = [usePersonOfCase(item), usePersonOfCase(into)];
  return (
    <>
      <div className={classes.cases}>
        <CaseToMerge item={item} name={item.citizen?.name} person={persons[0]} />
        <IconArrowRight size={18} stroke={1.5} role="img" aria-label={t('case.move.becomesPart')} />
        <CaseToMerge item={into ?? found} name={(into ?? found).citizen?.name} person={persons[1]} />
      </div>
      {into && <LostPriority item={item} into={into} />}
      {props.differ && <TwoCitizens item={item} found={found} into={into} persons={persons} {...props} />}
    </>
  );
}

interface CaseToMergeProps {
  item: FoundCase | CaseDetail;
  name: string | undefined;
  person: Citizen | undefined;
}

function CaseToMerge({ item, name, person }: CaseToMergeProps) {
  const { t } = useTexts();
  const citizen = name && displayName(name);
  const addresses = person && addressesText(person);
  const note = 'lastEntry' in item && item.lastEntry.kind === 'note' ? item.preview : '';
  return (
    <div className={classes.case}>
      <span className={classes.citizen}>
        {citizen && <PersonAvatar name={citizen} size={28} />}
        {citizen ? <NameText wraps text={citizen} /> : t('case.move.noCitizen')}
      </span>
      {addresses && <bdi className={classes.what}>{addresses}</bdi>}
      <span className={classes.what}>
        <span className={classes.reference}>{item.reference}</span> · <bdi>{item.subject || t('common.noSubject')}</bdi>
      </span>
      {item.tags && item.tags.length > 0 && (
        <span className={classes.tags}>
          {item.tags.map((tag) => (
            <bdi key={tag} className={classes.tag}>
              {tag}
            </bdi>
          ))}
        </span>
      )}
      {note && (
        <span className={classes.what}>
          {t('case.move.lastNote')} <bdi>{note}</bdi>
        </span>
      )}
    </div>
  );
}

/** Offers to say first that both are one person, to whoever may, and goes on with their cases then: these are hers, whether or not they become one. */
function MergePersonsInstead({
  item,
  found,
  persons: [from, into],
}: Pick<Props, 'item'> & { found: FoundCase; persons: TwoPersons }) {
  const { t } = useTexts();
  const may = useMay();
  if (!from || !into || !may('citizen.update')) return null;
  const goOn = (citizen: CitizenSummary) =>
    setOverlay({
      kind: 'move',
      item: { ...item, citizen },
      act: { how: 'merged', into: { ...found, citizen } },
    });
  return (
    <span className={classes.onePerson}>
      {t('case.move.onePerson')}
      <Button
        size="compact-sm"
        variant="light"
        onClick={() => setOverlay({ kind: 'merge-person', person: into, other: from, onMerged: goOn })}
      >
        {t('case.move.mergePersons')}
      </Button>
    </span>
  );
}

/** What follows when the cases of two citizens become one, and the box without which they do not. */
function TwoCitizens({
  item,
  found,
  into,
  persons,
  isConfirmed,
  onConfirm,
}: Omit<Props, 'into' | 'differ'> & { found: FoundCase; into: CaseDetail | undefined; persons: TwoPersons }) {
  const { t } = useTexts();
  const own = [item.citizen?.name ?? '', found.citizen?.name ?? ''] as const;
  const [nameFrom, nameInto] = distinctNames(own, persons);
  const names = { from: nameFrom, into: nameInto };
  const reply = useReplyAfterMerge(item, into);
  const box = useRef<HTMLInputElement>(null);
  // Whoever goes on by Enter stops here.
  useEffect(() => box.current?.focus(), [found.id]);
  return (
    <>
      <Alert color="yellow" role="alert" icon={<IconAlertTriangle size={18} stroke={1.75} />}>
        <strong>{t('case.move.twoCitizens', names)}</strong>
        <br />
        {reply
          ? t('case.move.repliesTo', { who: [...new Set([reply.name, reply.address])].map(displayName).join(', ') })
          : t('case.move.repliesToLast')}
        {isSameName(...own) && <MergePersonsInstead item={item} found={found} persons={persons} />}
      </Alert>
      <Checkbox
        ref={box}
        required
        label={t('case.move.confirmTwoCitizens', names)}
        checked={isConfirmed}
        onChange={({ currentTarget }) => onConfirm(currentTarget.checked)}
      />
    </>
  );
}
