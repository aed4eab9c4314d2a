import type { SenderStanding } from '@guichet/contracts';
import {
  IconAlertTriangle,
  IconShieldCheck,
  IconShieldQuestion,
  IconShieldX,
  type TablerIcon,
} from '@tabler/icons-react';

/** What an agent is to make of a sender, as a sign: the same in a list and in a case. */
export const senderStandingIcons: Record<SenderStanding, TablerIcon> = {
  verified: IconShieldCheck,
  'look-alike': IconAlertTriangle,
  forged: IconShieldX,
  unverifiable: IconShieldQuestion,
  unchecked: IconShieldQuestion,
};
