import type { Handle } from '@guichet/contracts';
import { party } from '../handles.js';
import type { OvhcloudConfig } from './config.js';

/** By what an account is known: its sender or, where a short number sends that OVHcloud chooses, its name. */
export const ownAddress = ({ sender, serviceName }: OvhcloudConfig): Handle =>
  party(sender ?? serviceName) ?? { type: 'account', value: `sms:${serviceName}`, verified: false };

/** Messages are numbered; what comes in and what is sent each by itself. */
export const messageId = ({ serviceName }: OvhcloudConfig, id: string): string => `ovhcloud:${serviceName}:${id}`;
