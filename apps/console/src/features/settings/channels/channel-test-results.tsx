import type { ChannelTest } from '@guichet/contracts';
import type { Values } from '@guichet/ui';
import { Alert, Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconShieldCheck,
  IconShieldQuestion,
} from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useChannelReason } from '../../../shared/i18n/use-channel-texts.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { outcomeOf, wholeOutcome, worstFirst } from './check-outcomes.js';
import { showField, trustedServer, trusting } from './trusted-sender-check-server.js';
import classes from './channels-page.module.css';

const COLOURS = { ok: 'green', warning: 'yellow', failed: 'red' } as const;
const GLYPHS = {
  ok: IconCircleCheck,
  warning: IconAlertTriangle,
  failed: IconCircleX,
  choice: IconShieldQuestion,
} as const;
const TITLES = { ok: 'channels.testOk', warning: 'channels.testWarning', failed: 'channels.testFailed' } as const;
const MARKS = {
  ok: 'channels.ok',
  warning: 'channels.warning',
  failed: 'channels.notOk',
  choice: 'channels.toDecide',
} as const;

interface Props {
  result: ChannelTest;
  /** The settings as they are entered. */
  config: Values;
  onChange: (config: Values) => void;
}

/** The way to trust the server that was found, and what is left to do then: nothing is trusted before it is saved. */
function TrustServer({ server, config, onChange }: Pick<Props, 'config' | 'onChange'> & { server: string }) {
  const { t } = useTexts();
  if (trustedServer(config) === server) return <span className={classes.trusted}>{t('channels.trustEntered')}</span>;
  return (
    <Button
      mt={6}
      size="compact-sm"
      variant="light"
      className={classes.trust}
      leftSection={<IconShieldCheck size={14} stroke={1.75} aria-hidden />}
      onClick={({ currentTarget: { form } }) => {
        onChange(trusting(config, server));
        showField(form, 'inbound.trustedServer');
      }}
    >
      {t('channels.trust')}
    </Button>
  );
}

/** What came of a test: what works, what works with a reserve, such as without encryption, and what does not. */
export function ChannelTestResults({ result, config, onChange }: Props) {
  const box = useRef<HTMLDivElement>(null);
  // It stands below a long form, where nobody would see that it has come.
  useEffect(() => {
    // Newer browsers return a promise, which React would take for the way to clean up.
    void box.current?.scrollIntoView({ block: 'nearest' });
  }, [result]);
  const channelReason = useChannelReason();
  const { t } = useTexts();
  const { outcome: whole, count } = wholeOutcome(result);
  return (
    <Alert
      ref={box}
      className={classes.result}
      color={COLOURS[whole]}
      variant="outline"
      role="status"
      title={t(TITLES[whole], { count })}
      // Yellow is for what is seen, and too pale for what is read.
      styles={whole === 'warning' ? { title: { color: 'var(--g-soon)' } } : undefined}
    >
      <ul className={classes.checks}>
        {worstFirst(result).map((check) => {
          const outcome = outcomeOf(check);
          const Glyph = GLYPHS[outcome];
          return (
            <li key={check.name} data-outcome={outcome}>
              <Glyph size={17} stroke={1.75} aria-label={t(MARKS[outcome])} role="img" />
              <span>
                <strong>{channelReason(check.name)}</strong> {channelReason(check.detail)}
                {check.trust && <TrustServer server={check.trust} {...{ config, onChange }} />}
              </span>
            </li>
          );
        })}
      </ul>
    </Alert>
  );
}
