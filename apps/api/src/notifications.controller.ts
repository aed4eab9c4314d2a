import { listNotifications, markNotificationsRead } from '@guichet/notifications';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class NotificationsController {
  @Endpoint('listNotifications')
  list({ context, query }: Call<'listNotifications'>) {
    return context.read('notifications', (reader, who) => listNotifications(reader, who, query));
  }

  @Endpoint('readNotifications')
  read({ context, body }: Call<'readNotifications'>) {
    return context.write((tx, who) => markNotificationsRead(tx, who, body.ids));
  }
}
