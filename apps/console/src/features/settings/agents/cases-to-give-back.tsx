import type { CasesToGiveBack as Listed } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { casesToGiveBackQuery } from '../../../shared/api/settings-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import classes from './agent-absence.module.css';
import { GiveBackDialog } from './give-back-dialog.js';
import { casesByPair, type CasesOfPair } from './cases-by-pair.js';

/**
 * What an absence that is over has left with a substitute, of the agent or of a colleague whom the agent stood in for, or in the queue: it can
 * be given back.
 */
export function CasesToGiveBack({ agentId }: { agentId: string }) {
  const { data } = useQuery(casesToGiveBackQuery(agentId));
  return casesByPair(data?.items ?? []).map((pair) => (
    <Pair key={`${pair.absent.id} ${pair.substitute?.id}`} pair={pair} />
  ));
}

interface PairProps {
  pair: CasesOfPair<Listed['items'][number]>;
}

function Pair({ pair }: PairProps) {
  const { t } = useTexts();
  const { agent: me } = useSession();
  const [isOpen, setOpen] = useState(false);
  const { absent, substitute, items } = pair;
  const isOwn = absent.id === me.id;
  const side = isOwn ? 'own' : substitute?.id === me.id ? 'withMe' : 'ofOthers';
  const left = substitute ? side : isOwn ? 'ownInQueue' : 'ofOthersInQueue';
  const values = { count: items.length, absent: absent.name, substitute: substitute?.name };
  return (
    <div className={classes.line} data-left>
      <IconArrowBackUp size={18} stroke={1.5} aria-hidden />
      <span>{t(`agents.giveBack.left.${left}`, values)}</span>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t(isOwn ? 'agents.giveBack.takeBack' : 'agents.giveBack.giveBack')}
      </Button>
      {isOpen && <GiveBackDialog pair={pair} onClose={() => setOpen(false)} />}
    </div>
  );
}
