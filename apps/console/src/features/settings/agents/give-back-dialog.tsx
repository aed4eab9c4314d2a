import type { CasesToGiveBack } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { displayName } from '../../../shared/i18n/display-name.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import type { CasesOfPair } from './cases-by-pair.js';
import classes from './agent-absence.module.css';
import { useGiveBack } from './use-give-back.js';

type Item = CasesToGiveBack['items'][number];

interface Props {
  pair: CasesOfPair<Item>;
  onClose: () => void;
}

/** Asks which of the cases go back to the agent who was absent: all of them, unless one is ticked off. */
export function GiveBackDialog({ pair, onClose }: Props) {
  const { t } = useTexts();
  const { agent: me } = useSession();
  const { absent, substitute } = pair;
  // The cases as they were when the window was opened: what is ticked does not change under the pointer.
  const [items] = useState(pair.items);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(items.map(({ id }) => id)));
  const giveBack = useGiveBack({ absent, from: substitute ? 'substitute' : 'queue', onDone: onClose });
  const isOwn = absent.id === me.id;
  const toggle = (id: string) =>
    setChosen((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  const all = chosen.size === items.length;
  const values = { count: chosen.size, absent: absent.name, substitute: substitute?.name };
  return (
    <FormDialog
      title={t(`agents.giveBack.${!isOwn ? 'title' : substitute ? 'titleOwn' : 'titleOwnInQueue'}`, values)}
      error={giveBack.error}
      submit={t(isOwn ? 'agents.giveBack.submitOwn' : 'agents.giveBack.submit', values)}
      pending={giveBack.isPending}
      disabled={chosen.size === 0}
      losesNothing
      onSubmit={() => giveBack.mutate([...chosen])}
      onClose={onClose}
    >
      {items.length > 1 && (
        <Checkbox
          label={t('agents.giveBack.all', { count: items.length })}
          checked={all}
          indeterminate={!all && chosen.size > 0}
          onChange={() => setChosen(new Set(all ? [] : items.map(({ id }) => id)))}
        />
      )}
      <ul className={classes.cases}>
        {items.map((item) => (
          <li key={item.id}>
            <Checkbox
              checked={chosen.has(item.id)}
              onChange={() => toggle(item.id)}
              label={<Label item={item} />}
              description={
                item.hasReplied && substitute
                  ? substitute.id === me.id
                    ? t('agents.giveBack.youReplied')
                    : t('agents.giveBack.replied', { name: substitute.name })
                  : undefined
              }
            />
          </li>
        ))}
      </ul>
    </FormDialog>
  );
}

function Label({ item: { citizenName, subject, reference } }: { item: Item }) {
  const { t } = useTexts();
  return (
    <>
      {citizenName && (
        <>
          <bdi>{displayName(citizenName)}</bdi>
          {' · '}
        </>
      )}
      <bdi>{subject || t('common.noSubject')}</bdi> <span className={classes.reference}>{reference}</span>
    </>
  );
}
