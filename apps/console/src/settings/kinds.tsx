import type { Kind } from '@guichet/contracts';
import { Blank } from '@guichet/ui';
import { Badge, Button, Skeleton, Switch } from '@mantine/core';
import { IconCategory, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch } from '../api/client.js';
import { kindsQuery } from '../api/queries.js';
import { useProblemText } from '../i18n/problem-text.js';
import { useMay } from '../session/use-session.js';
import { SearchField } from '../shell/search-field.js';
import { toast, toastFailure } from '../shell/toast.js';
import { Trouble } from '../shell/trouble.js';
import { KindDialog } from './kind-dialog.js';
import classes from './settings.module.css';

/** A shorter list is seen at one look. */
const LONG = 8;

function KindRow({ kind, onRename }: { kind: Kind; onRename: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const offer = useMutation({
    mutationFn: (active: boolean) => patch(`/kinds/${kind.id}`, { active }),
    onSuccess: async (_, active) => {
      await queryClient.invalidateQueries({ queryKey: ['kinds'] });
      toast({ message: t(`circulation.kinds.${active ? 'switchedOn' : 'switchedOff'}`, { name: kind.name }) });
    },
    onError: (error) => toastFailure(kind.name, problemText(error)),
  });
  return (
    <li className={classes.row} data-off={!kind.active || undefined}>
      <div className={classes.main}>
        <div className={classes.name}>
          <bdi>{kind.name}</bdi>
          {!kind.active && (
            <Badge variant="light" color="gray" tt="none">
              {t('circulation.kinds.off')}
            </Badge>
          )}
        </div>
      </div>
      {may('circulation.manage') && (
        <>
          <Switch
            aria-label={t('circulation.kinds.switch', { name: kind.name })}
            checked={kind.active}
            disabled={offer.isPending}
            onChange={(event) => offer.mutate(event.currentTarget.checked)}
          />
          <Button variant="default" size="xs" onClick={onRename} aria-label={t('edit', { name: kind.name })}>
            {t('editShort')}
          </Button>
        </>
      )}
    </li>
  );
}

/** What cases are about. One that cases have had is never deleted, only no longer offered. */
export function Kinds() {
  const { t } = useTranslation();
  const may = useMay();
  const { data: kinds, error, refetch } = useQuery(kindsQuery);
  const [editing, setEditing] = useState<{ kind?: Kind }>();
  const [text, setText] = useState('');
  const shown = kinds?.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()));
  const add = may('circulation.manage') && (
    <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setEditing({})}>
      {t('circulation.kinds.add')}
    </Button>
  );
  return (
    <>
      <header className={classes.head}>
        <h1>{t('circulation.kinds.title')}</h1>
        {kinds?.length !== 0 && add}
      </header>
      <p className={classes.lead}>{t('circulation.kinds.lead')}</p>
      {(kinds?.length ?? 0) > LONG && (
        <SearchField
          mb="md"
          label={t('circulation.find')}
          placeholder={t('circulation.find')}
          value={text}
          onText={setText}
          onClear={() => setText('')}
        />
      )}
      {error && !kinds ? (
        <Trouble error={error} what={t('circulation.kinds.failed')} onRetry={() => void refetch()} />
      ) : !shown ? (
        <Skeleton height={180} />
      ) : kinds?.length === 0 ? (
        <Blank icon={IconCategory} title={t('circulation.kinds.empty')} action={add}>
          {t('circulation.kinds.emptyText')}
        </Blank>
      ) : shown.length === 0 ? (
        <p className={classes.hint}>{t('circulation.noneFound', { text: text.trim() })}</p>
      ) : (
        <ul className={classes.rows}>
          {shown.map((kind) => (
            <KindRow key={kind.id} kind={kind} onRename={() => setEditing({ kind })} />
          ))}
        </ul>
      )}
      {editing && <KindDialog kind={editing.kind} onClose={() => setEditing(undefined)} />}
    </>
  );
}
