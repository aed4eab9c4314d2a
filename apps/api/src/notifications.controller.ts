import { notifications, readNotifications } from '@guichet/clocks';
import { NotificationQuery, Notifications, ReadNotifications } from '@guichet/contracts';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Answers, AnswersNothing } from './answers.js';
import { Ask, Asks } from './ask.js';

@ApiTags('notifications')
@Controller('notifications')
export class NotificationsController {
  @Get()
  @Answers(Notifications)
  list(@Asks() { who, database }: Ask, @Query({ schema: NotificationQuery }) query: z.infer<typeof NotificationQuery>) {
    return notifications(database, who, query);
  }

  /** These, or all. */
  @Post('read')
  @AnswersNothing()
  read(@Asks() ask: Ask, @Body({ schema: ReadNotifications }) { ids }: ReadNotifications) {
    return ask.write((tx) => readNotifications(tx, ask.who, ids));
  }
}
