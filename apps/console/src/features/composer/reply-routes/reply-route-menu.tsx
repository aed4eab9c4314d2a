import type { ReplyRoute } from '@guichet/contracts';
import { ChannelMark } from '@guichet/ui';
import { Menu } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconChevronDown, IconClock, IconLock, IconTemplate } from '@tabler/icons-react';
import { useRef } from 'react';
import { useChannelReason, useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import classes from './reply-route-menu.module.css';
import type { Via } from '../../../shared/drafts/draft-content.js';
import { isVia, viaOf } from './reply-route-and-recipients.js';
import { phoneText } from '../../../shared/people/phone-text.js';
import { displayName, inOneLine } from '../../../shared/i18n/display-name.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

const glyphs = { ready: IconClock, warned: IconAlertTriangle, template: IconTemplate, closed: IconLock };

/** An address as a person says it. */
const addressText = ({ to }: Pick<ReplyRoute, 'to'>) =>
  to.type === 'email' || to.type === 'phone' || to.type === 'postal'
    ? (phoneText(to.value) ?? inOneLine(to.value))
    : to.name || displayName(to.value);

/** Whom an answer reaches: by name as well where the case has messages of more than one citizen, as an address alone does not say which. */
export const recipientOfRoute = (route: Pick<ReplyRoute, 'to'>, isNamed: boolean) => {
  const address = addressText(route);
  const name = isNamed && route.to.name ? displayName(route.to.name) : address;
  return name === address ? address : `${name} (${address})`;
};

/** What there is to know before writing by this way; undefined: nothing, it is simply open. */
export function useReachText() {
  const { t } = useTexts();
  const now = useNow();
  const { span } = useFormats();
  const channelReason = useChannelReason();
  return ({ state, reason, detail, windowUntil, channelName }: ReplyRoute) => {
    const length = windowUntil ? Date.parse(windowUntil) - now : 0;
    const why = reason && t(`composer.reach.${reason}`, { name: channelName });
    if (state === 'ready') return length > 0 && t('composer.reach.left', { left: span(length) });
    return [why, state === 'template' && t('composer.reach.template'), detail && channelReason(detail)]
      .filter(Boolean)
      .join(' · ');
  };
}

/** The state of one way, in words with its glyph. */
export function ReachNote({ option }: { option: ReplyRoute }) {
  const words = useReachText()(option);
  const Glyph = glyphs[option.state];
  if (!words) return null;
  return (
    <span className={classes.state} data-state={option.state}>
      <Glyph size={13} stroke={1.75} aria-hidden />
      {words}
    </span>
  );
}

interface Props {
  options: readonly ReplyRoute[];
  chosen: ReplyRoute;
  /** Recipients are named beside their addresses. */
  named: boolean;
  onChoose: (via: Via) => void;
  /** The menu has closed by a choice, be it of the route that was chosen already. */
  onChosen: () => void;
}

/** The menu of all reply routes of a person, each with its state; a closed one says why. */
export function ReplyRouteMenu({ options, chosen, named, onChoose, onChosen }: Props) {
  const { t } = useTexts();
  const channels = useChannelTexts();
  const choose = (option: ReplyRoute) => option.state !== 'closed' && onChoose(viaOf(option));
  const button = useRef<HTMLButtonElement>(null);
  const isChosen = useRef(false);
  const label = t('composer.by', { channel: channels.name(chosen.channel) });
  return (
    <Menu
      position="top-start"
      width="min(380px, calc(100vw - 24px))"
      // Its own way would take the focus from the field that comes with another way to answer.
      returnFocus={false}
      onOpen={() => void (isChosen.current = false)}
      onClose={() => (isChosen.current ? onChosen() : button.current?.focus())}
    >
      <Menu.Target>
        <button
          ref={button}
          type="button"
          data-ways
          className={classes.switch}
          aria-label={t('composer.switch', {
            channel: channels.name(chosen.channel),
            address: recipientOfRoute(chosen, named),
          })}
          title={t('composer.via', { name: chosen.channelName })}
        >
          <ChannelMark kind={chosen.channel} /> {label}
          <IconChevronDown size={12} stroke={1.75} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah="min(440px, 70dvh)" style={{ overflowY: 'auto' }}>
        <Menu.Label>{t('composer.replyRoutes')}</Menu.Label>
        <Menu.RadioGroup
          value={String(options.findIndex((option) => isVia(option, viaOf(chosen))))}
          onChange={(index) => choose(options[Number(index)]!)}
        >
          {options.map((option, index) => (
            <Menu.RadioItem
              data-autofocus={option === chosen || undefined}
              key={`${option.channelAccountId} ${option.to.value}`}
              value={String(index)}
              // Not `disabled`: the reason must be reachable by the keyboard.
              aria-disabled={option.state === 'closed' || undefined}
              closeMenuOnClick={option.state !== 'closed'}
              onClick={() => void (isChosen.current = option.state !== 'closed')}
              checkIcon={<IconCheck size={14} stroke={2} aria-hidden />}
            >
              <span className={classes.way} data-state={option.state}>
                <ChannelMark kind={option.channel} size={18} />
                <span className={classes.words}>
                  <span className={classes.name}>
                    {channels.title(option.channel)}
                    {option.channelName !== channels.title(option.channel) && (
                      <span className={classes.account}>{option.channelName}</span>
                    )}
                  </span>
                  <bdi className={classes.address}>
                    {t('composer.to', { address: recipientOfRoute(option, named) })}
                  </bdi>
                  <ReachNote option={option} />
                  {option.lastUsedAt && (
                    <span className={classes.used}>
                      {t('composer.reach.lastUsed')} <ShortTime at={option.lastUsedAt} within="ago" />
                    </span>
                  )}
                </span>
              </span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
