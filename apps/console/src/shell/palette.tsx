import '@mantine/spotlight/styles.css';
import type { SearchHit } from '@guichet/contracts';
import { Keys, Marked, StatusMark } from '@guichet/ui';
import { ModalTitle } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { caseQuery, searchQuery } from '../api/queries.js';
import { stillLooking } from '../api/still-looking.js';
import classes from './palette.module.css';
import { bare } from '../i18n/bare.js';
import { named } from '../i18n/named.js';
import { useActs, type Act } from './use-acts.js';

const recentKey = 'guichet.palette';
const recent = (): string[] => {
  try {
    return JSON.parse(localStorage.getItem(recentKey) ?? '[]') as string[];
  } catch {
    return [];
  }
};
const use = (id: string) =>
  localStorage.setItem(recentKey, JSON.stringify([id, ...recent().filter((one) => one !== id)].slice(0, 20)));
const plain = (text: string) => bare(text).replace(/['’-]/g, ' ');
/** Whether a word of the label begins so. */
const begins = (label: string, wanted: string) => ` ${plain(label)}`.includes(` ${wanted}`);

const [store, spotlight] = createSpotlight();
const listId = 'palette-list';

/** Every act and every case, from the keyboard. What was used last comes first. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { caseId } = useParams({ strict: false });
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 150);
  const { data: open } = useQuery({ ...caseQuery(caseId ?? ''), enabled: caseId !== undefined });
  const acts = useActs(open?.data);
  const search = useQuery(searchQuery(asked));
  const looking = stillLooking(text.trim(), asked, search);
  useEffect(() => spotlight.open(), []);

  const wanted = plain(text.trim());
  const hits = wanted === '' ? [] : (search.data?.items ?? []).slice(0, 8);
  const order = recent();
  const rank = (id: string) => (order.indexOf(id) + order.length + 1) % (order.length + 1);
  const shown = acts.filter((act) => begins(act.label, wanted));
  const lately = wanted
    ? []
    : shown
        .filter((act) => order.includes(act.id))
        .toSorted((a, b) => rank(a.id) - rank(b.id))
        .slice(0, 4);
  const groups = [...new Set(shown.map((act) => act.group))];

  // One is marked when something is typed. What is found comes later, and would be left without.
  useEffect(() => {
    const offered = [...document.querySelectorAll(`#${listId} [data-action]`)];
    if (wanted === '' || offered.some((one) => one.hasAttribute('data-selected'))) return;
    offered[0]?.setAttribute('data-selected', 'true');
    store.updateState((state) => ({ ...state, selected: 0 }));
  });
  // Who types on quicker than it is found is not taken to what was found before, but to what will be.
  const [soon, setSoon] = useState(false);
  useEffect(() => setSoon(false), [text]);
  useEffect(() => {
    if (!soon || looking) return;
    setSoon(false);
    if (hits[0]) goTo(hits[0]);
  });
  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !looking) return;
    const [first] = document.querySelectorAll(`#${listId} [data-action]`);
    const marked = document.querySelector(`#${listId} [data-selected]`);
    if (marked && (marked !== first || shown.length > 0)) return;
    event.preventDefault();
    event.stopPropagation();
    setSoon(true);
  };

  // Something else may open in place of the palette: close first, then act.
  const run = (act: Act) => {
    use(act.id);
    onClose();
    setTimeout(act.run);
  };
  const goTo = ({ case: { id }, position }: SearchHit) => {
    onClose();
    void navigate({
      to: '/inbox/$view/$caseId',
      params: { view: 'all', caseId: id },
      search: { at: position ?? undefined },
    });
  };
  const action = (act: Act, prefix = ''): ReactNode => (
    <Spotlight.Action
      key={prefix + act.id}
      onClick={() => run(act)}
      leftSection={<act.icon size={17} stroke={1.5} />}
      rightSection={
        act.keys && <Keys keys={act.keys.slice(0, 1).map((key) => (key === 'A' ? '⇧ A' : key.toUpperCase()))} />
      }
      label={act.label}
    />
  );

  return (
    <Spotlight.Root
      store={store}
      query={text}
      onQueryChange={setText}
      onSpotlightClose={onClose}
      shortcut={null}
      scrollable
      maxHeight={420}
      size={600}
      centered={false}
      yOffset="14vh"
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
    >
      <ModalTitle className="g-sr">{t('palette.open')}</ModalTitle>
      <Spotlight.Search
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.placeholder')}
        leftSection={<IconSearch size={18} stroke={1.5} />}
        onKeyDownCapture={onKeyDownCapture}
      />
      <Spotlight.ActionsList id={listId}>
        {lately.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.recent')}>
            {lately.map((act) => action(act, 'recent-'))}
          </Spotlight.ActionsGroup>
        )}
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {shown.filter((act) => act.group === group).map((act) => action(act))}
          </Spotlight.ActionsGroup>
        ))}
        {hits.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.cases')}>
            {hits.map((hit) => (
              <Spotlight.Action key={`${hit.case.id}-${hit.position}`} onClick={() => goTo(hit)}>
                <span className={classes.case}>
                  <StatusMark bare status={hit.case.status} label={t(`status.${hit.case.status}`)} />
                  <span className={classes.words}>
                    <bdi className={classes.subject}>{hit.case.subject || t('noSubject')}</bdi>
                    <bdi className={classes.snippet}>
                      {named(hit.case.citizen?.name)} · <Marked pieces={hit.snippet} />
                    </bdi>
                  </span>
                  <span className={classes.reference}>{hit.case.reference}</span>
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {shown.length === 0 && hits.length === 0 && (
          <Spotlight.Empty>{t(looking ? 'looking' : 'palette.none')}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
