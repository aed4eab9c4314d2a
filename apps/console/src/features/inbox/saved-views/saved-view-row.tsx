import type { SavedView, SavedViewCount, SavedViewScope } from '@guichet/contracts';
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconAlertCircle,
  IconArrowBackUp,
  IconBookmark,
  IconDeviceFloppy,
  IconDots,
  IconPencil,
  IconTrash,
  IconUsers,
  IconWorld,
  type Icon,
} from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useAudiences } from '../../../shared/audience/use-audiences.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { setOverlay } from '../../../shared/layout/overlay-state.js';
import classes from './saved-views.module.css';
import { useMissingReferenceText } from './use-missing-reference-text.js';
import { useSavedViewActs } from './use-saved-view-actions.js';
import { differsFrom, filterOfList, listOfView } from './saved-view-and-open-list.js';

type List = Parameters<typeof filterOfList>[0];

interface Props {
  saved: SavedView;
  /** Its place among the views; the first nine have a key. */
  at: number;
  /** Undefined: not known yet. */
  count: SavedViewCount | undefined;
  /** The list that is open. */
  list: List;
}

const glyphs: Record<SavedViewScope, Icon> = { mine: IconBookmark, team: IconUsers, everybody: IconWorld };

function Count({ count: known }: { count: SavedViewCount | undefined }) {
  const { t } = useTexts();
  const formats = useFormats();
  // That there is at least nothing would tell nothing.
  if (!known || (known.count === 0 && known.isAtLeast)) return null;
  const { count, isAtLeast } = known;
  const title = isAtLeast ? t('views.atLeast', { count }) : t('common.cases', { count });
  return (
    <span className={classes.count} title={title}>
      <span aria-hidden>{isAtLeast ? `${formats.number(count)}+` : formats.number(count)}</span>
      <span className="g-sr">{title}</span>
    </span>
  );
}

function Gone({ gone }: Pick<SavedView, 'gone'>) {
  const goneText = useMissingReferenceText();
  if (gone.length === 0) return null;
  const what = goneText(gone);
  return (
    <IconAlertCircle size={14} stroke={1.75} className={classes.gone} role="img" aria-label={what}>
      <title>{what}</title>
    </IconAlertCircle>
  );
}

/** What can be done with a view, for whoever may. */
function RowMenu({ saved, list, isChanged }: Pick<Props, 'saved' | 'list'> & { isChanged: boolean }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { change, remove } = useSavedViewActs();
  const mayShare = useAudiences(saved.team).scopes.length > 1;
  const isOpen = list.search.saved === saved.id;
  const open = () => void navigate({ to: '/inbox/$view', ...listOfView(saved) });
  const leave = () =>
    isOpen && void navigate({ to: '.', search: (before: object) => ({ ...before, saved: undefined }) });
  const copy = () => setOverlay({ kind: 'save-view', filter: isOpen ? filterOfList(list) : saved.filter });
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon size={24} className={classes.menu} aria-label={t('views.menu', { name: saved.name })}>
          <IconDots size={16} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {saved.mayChange && isChanged && (
          <Menu.Item
            leftSection={<IconDeviceFloppy size={15} stroke={1.5} />}
            onClick={() => void change(saved, { filter: filterOfList(list) })}
          >
            {t('views.update')}
          </Menu.Item>
        )}
        {isChanged && (
          <Menu.Item leftSection={<IconArrowBackUp size={15} stroke={1.5} />} onClick={open}>
            {t('views.reset')}
          </Menu.Item>
        )}
        {saved.mayChange && (
          <Menu.Item
            leftSection={<IconPencil size={15} stroke={1.5} />}
            onClick={() => setOverlay({ kind: 'save-view', filter: saved.filter, view: saved })}
          >
            {t(mayShare ? 'views.renameOrShare' : 'views.rename')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconBookmark size={15} stroke={1.5} />} onClick={copy}>
          {t('views.copy')}
        </Menu.Item>
        {saved.mayChange && (
          <Menu.Item
            leftSection={<IconTrash size={15} stroke={1.5} />}
            onClick={() => {
              leave();
              void remove(saved, () => isOpen && open());
            }}
          >
            {t('views.delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** A view with its number, as the link to its list. */
export function SavedViewRow({ saved, at, count, list }: Props) {
  const { t } = useTexts();
  const isOpen = list.search.saved === saved.id;
  const isChanged = isOpen && differsFrom(saved, list);
  const Glyph = glyphs[saved.scope];
  const audience = saved.scope === 'team' ? (saved.team?.name ?? '') : t(`views.scope.${saved.scope}`);
  const by = saved.scope === 'mine' ? '' : ` · ${t('views.by', { name: saved.owner.name })}`;
  return (
    <li className={classes.row}>
      <Link
        to="/inbox/$view"
        {...listOfView(saved)}
        className={classes.view}
        aria-current={isOpen ? 'page' : undefined}
        aria-keyshortcuts={at < 9 ? String(at + 1) : undefined}
        title={`${saved.name} · ${audience}${by}`}
      >
        <Glyph size={15} stroke={1.5} aria-hidden />
        <bdi className={classes.name}>{saved.name}</bdi>
        <span className="g-sr">{audience}</span>
        {isChanged && <span className={classes.changed}>{t('views.isChanged')}</span>}
        <Gone gone={saved.gone} />
        {/* What is kept has that number, and not what is shown. */}
        {!isChanged && <Count count={count} />}
      </Link>
      <RowMenu saved={saved} list={list} isChanged={isChanged} />
    </li>
  );
}
