import { BusinessHours, Calendar, CalendarQuery, ImportCalendar, ImportedCalendar } from '../calendars.js';
import { byId, defineEndpoints } from '../define-endpoints.js';

/** Business hours and holidays of teams. */
export const calendarEndpoints = defineEndpoints({
  getBusinessHours: {
    ...{ method: 'GET', path: '/teams/:id/business-hours', tag: 'routing', summary: 'The working time of a team' },
    ...{ params: byId, response: BusinessHours, status: 200, scope: 'routing.read', errors: ['not-found'] },
  },
  saveBusinessHours: {
    ...{
      method: 'PUT',
      path: '/teams/:id/business-hours',
      tag: 'routing',
      summary: 'Replace the working time of a team',
    },
    ...{ params: byId, body: BusinessHours, response: BusinessHours, status: 200, scope: 'routing.manage' },
    errors: ['not-found', 'never-opens', 'day-twice'],
  },
  getCalendar: {
    ...{
      method: 'GET',
      path: '/teams/:id/calendar',
      tag: 'routing',
      summary: 'Every day of a year that is not as its weekday is',
    },
    ...{
      params: byId,
      query: CalendarQuery,
      response: Calendar,
      status: 200,
      scope: 'routing.read',
      errors: ['not-found'],
    },
  },
  importCalendar: {
    ...{
      method: 'POST',
      path: '/teams/:id/business-hours/import',
      tag: 'routing',
      summary: 'Add closed days from an iCalendar file',
    },
    ...{ params: byId, body: ImportCalendar, response: ImportedCalendar, status: 200, scope: 'routing.manage' },
    errors: ['not-found', 'not-a-calendar', 'calendar-too-large', 'never-opens'],
  },
});
