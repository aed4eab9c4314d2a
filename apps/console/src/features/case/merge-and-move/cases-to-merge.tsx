import type { CaseDetail } from '@guichet/contracts';
import { PersonAvatar } from '@guichet/ui';
import { Alert, Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { caseQuery } from '../../../shared/api/queries.js';
import { displayName } from '../../../shared/i18n/display-name.js';
import { NameText } from '../../../shared/people/name-text.js';
import type { FoundCase } from './case-finder.js';
import classes from './cases-to-merge.module.css';
import { useReplyAfterMerge } from './use-reply-after-merge.js';

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
  const { t } = useTranslation();
  const { data } = useQuery(caseQuery(found.id));
  const into = data?.data;
  return (
    <>
      <div className={classes.cases}>
        <CaseToMerge item={item} name={item.citizen?.name} />
        <IconArrowRight size={18} stroke={1.5} role="img" aria-label={t('case.move.becomesPart')} />
        <CaseToMerge item={into ?? found} name={(into ?? found).citizen?.name} />
      </div>
      {props.differ && <TwoCitizens item={item} found={found} into={into} {...props} />}
    </>
  );
}

function CaseToMerge({ item, name }: { item: FoundCase | CaseDetail; name: string | undefined }) {
  const { t } = useTranslation();
  const citizen = name && displayName(name);
  const note = 'lastEntry' in item && item.lastEntry.kind === 'note' ? item.preview : '';
  return (
    <div className={classes.case}>
      <span className={classes.citizen}>
        {citizen && <PersonAvatar name={citizen} size={28} />}
        {citizen ? <NameText wraps text={citizen} /> : t('case.move.noCitizen')}
      </span>
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

/** What follows when the cases of two citizens become one, and the box without which they do not. */
function TwoCitizens({
  item,
  found,
  into,
  isConfirmed,
  onConfirm,
}: Omit<Props, 'into' | 'differ'> & { found: FoundCase; into: CaseDetail | undefined }) {
  const { t } = useTranslation();
  const names = { from: displayName(item.citizen?.name ?? ''), into: displayName(found.citizen?.name ?? '') };
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
