import { DEFAULT_WEIGHTS, type Capacity as Settings, type ChannelKind } from '@guichet/contracts';
import { ChannelMark } from '@guichet/ui';
import { NumberInput, Skeleton } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { capacityQuery } from '../api/circulation.js';
import circulation from '../circulation/circulation.module.css';
import { SaveBar } from '../circulation/save-bar.js';
import { useDocument } from '../circulation/use-document.js';
import { useChannelWords } from '../i18n/channel-words.js';
import { useTimes } from '../i18n/time.js';
import { useMay } from '../session/use-session.js';
import { Trouble } from '../shell/trouble.js';
import team from '../team/team.module.css';
import classes from './capacity.module.css';
import settings from './settings.module.css';

/** How much an agent carries, and what a case weighs. */
export function Capacity() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(capacityQuery);
  return (
    <>
      <header className={settings.head}>
        <h1>{t('workforce.capacity.title')}</h1>
      </header>
      <p className={settings.lead}>{t('workforce.capacity.lead')}</p>
      {error && !data ? (
        <Trouble error={error} what={t('workforce.capacity.failed')} onRetry={() => void refetch()} />
      ) : data ? (
        <CapacityForm saved={data} />
      ) : (
        <Skeleton height={360} />
      )}
    </>
  );
}

function CapacityForm({ saved }: { saved: Settings }) {
  const { t } = useTranslation();
  const may = useMay();
  const channels = useChannelWords();
  const own = useDocument<Settings>('/capacity', ['capacity'], saved);
  const { points, weights } = own.value;
  const mayWrite = may('circulation.manage');
  const weigh = (kind: ChannelKind, typed: string | number) =>
    own.change(({ weights: { [kind]: _, ...others }, ...rest }) => ({
      ...rest,
      // As delivered is not kept, so that it follows what is delivered next.
      weights: typed === '' || typed === DEFAULT_WEIGHTS[kind] ? others : { ...others, [kind]: Number(typed) },
    }));
  return (
    <>
      {!mayWrite && <p className={circulation.readOnly}>{t('circulation.readOnly')}</p>}
      <p className={team.summary} role="status">
        <IconScale size={18} stroke={1.5} aria-hidden />
        <Carries points={points} weights={weights} />
      </p>
      <section className={settings.part}>
        <NumberInput
          maw={220}
          label={t('workforce.capacity.points')}
          description={t('workforce.capacity.pointsHint')}
          min={0}
          max={1000}
          allowDecimal={false}
          clampBehavior="strict"
          readOnly={!mayWrite}
          value={points}
          onChange={(typed) => own.change((before) => ({ ...before, points: Number(typed) }))}
        />
      </section>
      <section className={settings.part}>
        <h2>{t('workforce.capacity.weights')}</h2>
        <p className={settings.hint}>{t('workforce.capacity.weightsHint')}</p>
        <ul className={classes.weights}>
          {channels.kinds.map(({ kind }) => (
            <li key={kind}>
              <span className={classes.channel}>
                <ChannelMark kind={kind} size={16} /> {channels.title(kind)}
              </span>
              <NumberInput
                aria-label={channels.title(kind)}
                w={96}
                min={0}
                max={100}
                step={0.5}
                decimalScale={2}
                clampBehavior="strict"
                readOnly={!mayWrite}
                value={weights[kind] ?? DEFAULT_WEIGHTS[kind]}
                onChange={(typed) => weigh(kind, typed)}
              />
              {weights[kind] !== undefined && (
                <span className={classes.usual}>
                  {t('workforce.capacity.usual', { points: DEFAULT_WEIGHTS[kind] })}
                </span>
              )}
            </li>
          ))}
        </ul>
      </section>
      <SaveBar
        dirty={own.dirty}
        what={t('workforce.capacity.onSave')}
        error={own.error}
        pending={own.pending}
        onSave={own.save}
        onDiscard={own.discard}
      />
    </>
  );
}

/** "An agent with 20 points carries 5 × chat, 10 × SMS or 20 × mail." */
function Carries({ points, weights }: Settings) {
  const { t, i18n } = useTranslation();
  const times = useTimes();
  const channels = useChannelWords();
  if (points === 0) return t('workforce.capacity.nothing');
  const shown = channels.kinds.filter(({ kind }) => ['chat', 'sms', 'email'].includes(kind));
  const each = shown.flatMap(({ kind }) => {
    const weight = weights[kind] ?? DEFAULT_WEIGHTS[kind];
    if (weight === 0) return [];
    const most = times.number(Math.floor(points / weight));
    return [t('workforce.capacity.cases', { most, channel: channels.name(kind) })];
  });
  const what = new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(each);
  return t('workforce.capacity.carries', { count: points, what });
}
