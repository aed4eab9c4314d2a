import { type Capacity as Settings, type ChannelKind } from '@guichet/contracts';
import {
  ChannelMark,
  ErrorState,
  Hint,
  PageHead,
  PageLead,
  PageSection,
  ReadOnlyNotice,
  SaveBar,
  SummaryLine,
} from '@guichet/ui';
import { NumberInput, Skeleton } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { capacityQuery } from '../../../shared/api/settings-queries.js';
import { call } from '../../../shared/api/client.js';
import { useEditableDocument } from '../../../shared/forms/use-editable-document.js';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import classes from './capacity-page.module.css';

/** The page of the default capacity of agents and of the weights of cases. */
export function CapacityPage() {
  const { t } = useTexts();
  const { data, error, refetch } = useQuery(capacityQuery);
  return (
    <>
      <PageHead>
        <h1>{t('agents.capacity.title')}</h1>
      </PageHead>
      <PageLead>{t('agents.capacity.lead')}</PageLead>
      {error && !data ? (
        <ErrorState error={error} what={t('agents.capacity.failed')} onRetry={() => void refetch()} />
      ) : data ? (
        <CapacityForm saved={data} />
      ) : (
        <Skeleton height={360} />
      )}
    </>
  );
}

function CapacityForm({ saved }: { saved: Settings }) {
  const { t } = useTexts();
  const may = useMay();
  const channels = useChannelTexts();
  const own = useEditableDocument<Settings>(
    { read: () => call('getCapacity'), save: (body) => call('saveCapacity', { body }) },
    ['capacity'],
    saved,
  );
  const { points, weights } = own.value;
  const mayWrite = may('routing.manage');
  const weigh = (kind: ChannelKind, typed: string | number) =>
    own.change(({ weights: { [kind]: _, ...others }, ...rest }) => ({
      ...rest,
      // As delivered is not kept, so that it follows what is delivered next.
      weights: typed === '' || typed === channels.info(kind)?.weight ? others : { ...others, [kind]: Number(typed) },
    }));
  return (
    <>
      {!mayWrite && <ReadOnlyNotice>{t('settings.readOnly')}</ReadOnlyNotice>}
      <SummaryLine role="status">
        <IconScale size={18} stroke={1.5} aria-hidden />
        <Carries points={points} weights={weights} />
      </SummaryLine>
      <PageSection>
        <NumberInput
          maw={220}
          label={t('agents.capacity.points')}
          description={t('agents.capacity.pointsHint')}
          min={0}
          max={1000}
          allowDecimal={false}
          clampBehavior="strict"
          readOnly={!mayWrite}
          value={points}
          onChange={(typed) => own.change((before) => ({ ...before, points: Number(typed) }))}
        />
      </PageSection>
      <PageSection>
        <h2>{t('agents.capacity.weights')}</h2>
        <Hint>{t('agents.capacity.weightsHint')}</Hint>
        <ul className={classes.weights}>
          {channels.kinds.map(({ kind, weight }) => (
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
                value={weights[kind] ?? weight}
                onChange={(typed) => weigh(kind, typed)}
              />
              {weights[kind] !== undefined && (
                <span className={classes.usual}>{t('agents.capacity.usual', { points: weight })}</span>
              )}
            </li>
          ))}
        </ul>
      </PageSection>
      <SaveBar
        dirty={own.dirty}
        what={t('agents.capacity.onSave')}
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
  const formats = useFormats();
  const channels = useChannelTexts();
  if (points === 0) return t('agents.capacity.nothing');
  const shown = channels.kinds.filter(({ kind }) => ['chat', 'sms', 'email'].includes(kind));
  const each = shown.flatMap(({ kind, weight: usual }) => {
    const weight = weights[kind] ?? usual;
    if (weight === 0) return [];
    const most = formats.number(Math.floor(points / weight));
    return [t('agents.capacity.cases', { most, channel: channels.name(kind) })];
  });
  const what = new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(each);
  return t('agents.capacity.carries', { count: points, what });
}
