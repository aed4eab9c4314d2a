import type { Language, WorkforceMember } from '@guichet/contracts';
import { PersonAvatar } from '@guichet/ui';
import { Menu } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  IconCommand,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMailQuestion,
  IconSettings,
  IconSunrise,
  IconTemplate,
  IconUser,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { countsQuery } from '../shared/api/queries.js';
import { toastFailure } from '../shared/feedback/toast-and-undo.js';
import { languages, nameOfLanguage } from '../shared/i18n/index.js';
import { useFormats } from '../shared/i18n/use-formats.js';
import { useProblemText } from '../shared/i18n/use-problem-text.js';
import { useTexts } from '../shared/i18n/use-texts.js';
import { useSaveMe } from '../shared/session/use-save-me.js';
import { ownStates, useOwnPresence, type OwnState } from '../shared/session/use-own-presence.js';
import { useMay, useSession } from '../shared/session/use-session.js';
import classes from './me-menu.module.css';
import { setOverlay } from '../shared/layout/overlay-state.js';
import { signOut } from '../shared/session/sign-out.js';
import { RailCount } from '../shared/layout/navigation-rail-item.js';
import { PresenceMark } from '../shared/layout/presence-mark.js';

/** How much of what one can carry is carried, as words and a bar. */
function Load({ me }: { me: WorkforceMember }) {
  const { t } = useTexts();
  const formats = useFormats();
  const values = { load: formats.number(me.load), capacity: formats.number(me.capacity) };
  return (
    <div className={classes.load}>
      <span>
        {t(me.capacity > 0 ? 'presence.own.load' : 'presence.own.loadUnbound', values)}
        <span>{t('presence.own.loadHint', { count: me.open })}</span>
      </span>
      {me.capacity > 0 && (
        <span className={classes.bar} aria-hidden>
          <span
            style={{ width: `${Math.min(100, (me.load / me.capacity) * 100)}%` }}
            data-full={me.load >= me.capacity || undefined}
          />
        </span>
      )}
    </div>
  );
}

interface AbsenceProps {
  absence: NonNullable<WorkforceMember['absence']>;
  /** What becomes of the cases when it ends. */
  onEnd: string;
  onBack: () => void;
}

function Absence({ absence, onEnd, onBack }: AbsenceProps) {
  const { t } = useTexts();
  const formats = useFormats();
  return (
    <>
      <div className={classes.absence}>
        {absence.until
          ? t('presence.own.absentUntil', { until: formats.absenceUntil(absence.until) })
          : t('presence.own.absent')}
        {absence.substitute && <bdi>{t('presence.own.substitute', { name: absence.substitute.name })}</bdi>}
        <p>{onEnd}</p>
      </div>
      <Menu.Item leftSection={<IconSunrise size={16} stroke={1.5} />} onClick={onBack}>
        {t('presence.own.back')}
      </Menu.Item>
    </>
  );
}

/** The languages in which the console is not shown, each by its own name: whoever needs one does not read the one that is. */
function OtherLanguages() {
  const { t, i18n } = useTranslation();
  const save = useSaveMe();
  const problemText = useProblemText();
  const onError = (error: unknown) => toastFailure(t('settings.account'), problemText(error));
  return languages
    .filter((language) => !i18n.language.startsWith(language))
    .map((language) => (
      <Menu.Item
        key={language}
        lang={language}
        leftSection={<IconLanguage size={16} stroke={1.5} />}
        onClick={() => save.mutate({ language: language as Language }, { onError })}
      >
        {nameOfLanguage(language)}
      </Menu.Item>
    ));
}

/** The menu of the signed-in agent: presence, load, account, command palette and sign-out; on a phone also what the bar has no room for. */
export function MeMenu() {
  const { t } = useTexts();
  const { agent } = useSession();
  const may = useMay();
  const { me, become, onEnd, comeBack } = useOwnPresence();
  const name = t('app.rail.me', { name: agent.name });
  const isPhone = useMediaQuery('(max-width: 768px)', undefined, { getInitialValueInEffect: false });
  const { data: counts } = useQuery({ ...countsQuery, enabled: may('case.read') });
  const quarantined = (may('quarantine.read') && counts?.quarantine) || 0;
  const said = me && (me.absence ? t('presence.own.absent') : t(`presence.state.${me.state}`));

  return (
    // A toast that stands where it opens does not cover its last items.
    <Menu position="right-end" width={264} zIndex="calc(var(--mantine-z-index-overlay) + 1)">
      <Menu.Target>
        <button type="button" className={classes.me} title={said ? `${agent.name} · ${said}` : agent.name}>
          <span className={classes.who} aria-hidden>
            <PersonAvatar name={agent.name} size={isPhone ? 24 : 30} />
            {me && (
              <span className={classes.state}>
                <PresenceMark iconOnly state={me.absence ? 'offline' : me.state} label={said!} />
              </span>
            )}
          </span>
          {isPhone && (
            <>
              <span className={classes.more}>{t('app.rail.more')}</span>{' '}
              <RailCount count={quarantined} label={t('app.rail.quarantined', { count: quarantined })} />{' '}
            </>
          )}
          <span className="g-sr">{[name, said].filter(Boolean).join(' · ')}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <span className={classes.name}>{agent.name}</span>
          <br />
          {agent.email}
        </Menu.Label>
        {me && (
          <>
            {me.absence ? (
              <Absence absence={me.absence} onEnd={onEnd} onBack={comeBack} />
            ) : (
              <Menu.RadioGroup value={me.state} onChange={(state) => become(state as OwnState)}>
                {ownStates.map((state) => (
                  <Menu.RadioItem key={state} value={state}>
                    <span className={classes.choice}>
                      <PresenceMark state={state} label={t(`presence.state.${state}`)} />
                      <span>{t(`presence.stateHint.${state}`)}</span>
                    </span>
                  </Menu.RadioItem>
                ))}
              </Menu.RadioGroup>
            )}
            <Load me={me} />
            <Menu.Divider />
          </>
        )}
        <Menu.Item component={Link} to="/settings/account" leftSection={<IconUser size={16} stroke={1.5} />}>
          {t('settings.account')}
        </Menu.Item>
        <OtherLanguages />
        {may('quarantine.read') && (
          <Menu.Item
            component={Link}
            to="/quarantine"
            className={classes.phoneOnly}
            leftSection={<IconMailQuestion size={16} stroke={1.5} />}
            rightSection={quarantined || undefined}
          >
            {t('app.rail.quarantine')}
          </Menu.Item>
        )}
        {may('template.read') && (
          <Menu.Item
            component={Link}
            to="/templates"
            className={classes.phoneOnly}
            leftSection={<IconTemplate size={16} stroke={1.5} />}
          >
            {t('templates.title')}
          </Menu.Item>
        )}
        <Menu.Item
          component={Link}
          to="/settings"
          className={classes.phoneOnly}
          leftSection={<IconSettings size={16} stroke={1.5} />}
        >
          {t('app.rail.settings')}
        </Menu.Item>
        <Menu.Item leftSection={<IconCommand size={16} stroke={1.5} />} onClick={() => setOverlay({ kind: 'palette' })}>
          {t('app.palette.open')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} stroke={1.5} />} onClick={() => setOverlay({ kind: 'sheet' })}>
          {t('shortcutSheet.title')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.5} />} onClick={() => void signOut(agent.id)}>
          {t('app.rail.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
