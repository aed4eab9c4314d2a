import {
  addPushDevice,
  listNotifications,
  markNotificationsRead,
  pauseNotifications,
  preferencesOf,
  pushDevices,
  removePushDevice,
  savePreferences,
} from '@guichet/notifications';
import { Config, Keyring } from '@guichet/platform';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class NotificationsController {
  constructor(
    private readonly keyring: Keyring,
    private readonly config: Config,
  ) {}

  @Endpoint('listNotifications')
  list({ context, query }: Call<'listNotifications'>) {
    return context.read('notifications', (reader, who) => listNotifications(reader, who, query));
  }

  @Endpoint('readNotifications')
  read({ context, body }: Call<'readNotifications'>) {
    return context.write((tx, who) => markNotificationsRead(tx, who, body));
  }

  @Endpoint('getNotificationPreferences')
  preferences({ context }: Call<'getNotificationPreferences'>) {
    return context.read('notifications', (reader, who) => preferencesOf(reader, who.id));
  }

  @Endpoint('saveNotificationPreferences')
  save({ context, body }: Call<'saveNotificationPreferences'>) {
    return context.write((tx, who) => savePreferences(tx, who, body));
  }

  @Endpoint('getPushDevices')
  devices({ context }: Call<'getPushDevices'>) {
    return context.read('notifications', (reader, who) => pushDevices(reader, who));
  }

  @Endpoint('addPushDevice')
  addDevice({ context, body, request }: Call<'addPushDevice'>) {
    const { keyring, config } = this;
    const userAgent = request.headers['user-agent'] ?? null;
    return context.write((tx, who) => addPushDevice(tx, who, { keyring, config, device: body, userAgent }));
  }

  @Endpoint('removePushDevice')
  removeDevice({ context, params }: Call<'removePushDevice'>) {
    return context.write((tx, who) => removePushDevice(tx, who, params.id));
  }

  @Endpoint('pauseNotifications')
  pause({ context, body }: Call<'pauseNotifications'>) {
    return context.write((tx, who) => pauseNotifications(tx, who, body.until));
  }
}
