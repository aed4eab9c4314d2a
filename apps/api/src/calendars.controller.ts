import { importCalendar, readBusinessHours, readCalendarDays, saveBusinessHours } from '@guichet/calendars';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class CalendarsController {
  @Endpoint('getBusinessHours')
  get({ context, params: { id } }: Call<'getBusinessHours'>) {
    return context.read({ team: id }, (reader, who) => readBusinessHours(reader, who, id));
  }

  @Endpoint('saveBusinessHours')
  save({ context, params, body }: Call<'saveBusinessHours'>) {
    return context.write((tx, who) => saveBusinessHours(tx, who, { teamId: params.id, wanted: body }));
  }

  @Endpoint('getCalendar')
  calendar({ context, params: { id }, query: { year } }: Call<'getCalendar'>) {
    return context.read({ team: id }, (reader, who) => readCalendarDays(reader, who, { teamId: id, year }));
  }

  @Endpoint('importCalendar')
  import({ context, params, body }: Call<'importCalendar'>) {
    return context.write((tx, who) => importCalendar(tx, who, { teamId: params.id, ical: body.ical }));
  }
}
