import type { ReachOption } from '@guichet/contracts';
import { ChannelMark } from '@guichet/ui';
import { Menu } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconChevronDown, IconClock, IconLock, IconTemplate } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannelWords } from '../i18n/channel-words.js';
import { timeLeft, useNow } from '../i18n/time.js';
import { When } from '../i18n/when.js';
import classes from './channel-switch.module.css';
import { isVia, viaOf, type Via } from './reach.js';
import { named } from '../i18n/named.js';

const glyphs = { ready: IconClock, warned: IconAlertTriangle, template: IconTemplate, closed: IconLock };

/** An address as a person says it. */
export const spoken = ({ to }: Pick<ReachOption, 'to'>) =>
  to.type === 'email' || to.type === 'phone' ? to.value : to.name || named(to.value);

/** What there is to know before writing by this way; undefined: nothing, it is simply open. */
export function useReachState() {
  const { t } = useTranslation();
  const now = useNow();
  return ({ state, reason, detail, windowUntil }: ReachOption) => {
    const left = windowUntil ? timeLeft(windowUntil, now) : undefined;
    const why = reason && t(`reach.${reason}`);
    if (state === 'ready') return left && t('reach.left', { left });
    return [why, state === 'template' && t('reach.template'), detail].filter(Boolean).join(' · ');
  };
}

/** The state of one way, in words with its glyph. */
export function ReachState({ option }: { option: ReachOption }) {
  const words = useReachState()(option);
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
  options: readonly ReachOption[];
  chosen: ReachOption;
  onChoose: (via: Via) => void;
}

/** Every way by which this person can be answered, each with its state; what cannot be used says why. */
export function ChannelSwitch({ options, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const channels = useChannelWords();
  const choose = (option: ReachOption) => option.state !== 'closed' && onChoose(viaOf(option));
  const button = useRef<HTMLButtonElement>(null);
  const label = t('composer.by', { channel: channels.name(chosen.channel) });
  return (
    <Menu
      position="top-start"
      width="min(380px, calc(100vw - 24px))"
      // Its own way would take the focus from the field that comes with another way to answer.
      returnFocus={false}
      onClose={() => button.current?.focus()}
    >
      <Menu.Target>
        <button
          ref={button}
          type="button"
          data-ways
          className={classes.switch}
          aria-label={t('composer.switch', { channel: channels.name(chosen.channel), address: spoken(chosen) })}
          title={t('composer.via', { name: chosen.channelName })}
        >
          <ChannelMark kind={chosen.channel} /> {label}
          <IconChevronDown size={12} stroke={1.75} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah="min(440px, 70dvh)" style={{ overflowY: 'auto' }}>
        <Menu.Label>{t('composer.ways')}</Menu.Label>
        <Menu.RadioGroup
          value={String(options.findIndex((option) => isVia(option, viaOf(chosen))))}
          onChange={(index) => choose(options[Number(index)]!)}
        >
          {options.map((option, index) => (
            <Menu.RadioItem
              data-autofocus={option === chosen || undefined}
              key={`${option.channelId} ${option.to.value}`}
              value={String(index)}
              // Not `disabled`: the reason must be reachable by the keyboard.
              aria-disabled={option.state === 'closed' || undefined}
              closeMenuOnClick={option.state !== 'closed'}
              checkIcon={<IconCheck size={14} stroke={2} aria-hidden />}
            >
              <span className={classes.way} data-state={option.state}>
                <ChannelMark kind={option.channel} size={18} />
                <span className={classes.words}>
                  <span className={classes.name}>
                    {channels.title(option.channel)}
                    <span className={classes.account}>{option.channelName}</span>
                  </span>
                  <bdi className={classes.address}>{t('composer.to', { address: spoken(option) })}</bdi>
                  <ReachState option={option} />
                  {option.lastUsedAt && (
                    <span className={classes.used}>
                      {t('reach.lastUsed')} <When at={option.lastUsedAt} />
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
