import type { TemplateField } from '@guichet/contracts';
import { fieldsForAll, fieldsLacking, fieldsWithSeen } from './fields-for-all.js';

const field = (name: string, changes: Partial<TemplateField>): TemplateField => ({
  ...{ name, label: name, placeholder: name, example: '', type: 'text', value: null, optional: false, said: [] },
  source: 'agent',
  ...changes,
});
const name = field('citizen_name', { source: 'case' });
const hours = field('hours', { source: 'organisation' });
const town = field('organisation', { source: 'organisation', value: 'Valbourg' });
const remark = field('remark', { optional: true });
const deadline = field('deadline', {});
const role = field('agent_role', { source: 'case' });
const fields = [name, hours, town, role, remark, deadline];

describe('the fields of a reply to many cases', () => {
  it('are those that no case and no setting says, mandatory ones first', () => {
    expect(fieldsForAll(fields, {})).toEqual([hours, role, deadline, remark]);
  });

  it('stay where they are once they are filled in', () => {
    const filled = { ...role, value: 'Head of the department' };

    expect(fieldsForAll([name, filled, deadline], { agent_role: 'Head of the department' })).toEqual([
      filled,
      deadline,
    ]);
    expect(fieldsForAll([name, filled, deadline], {})).toEqual([deadline]);
  });

  it('stay where the case that is shown then has a version without them, and are as that has them otherwise', () => {
    const later = { ...deadline, label: 'Until when' };
    const seen = [hours, deadline, remark];

    expect(fieldsWithSeen([name, later], { seen, values: {} })).toEqual([later, hours, remark]);
    expect(fieldsWithSeen([{ ...hours, value: '9 h' }], { seen: [hours], values: {} })).toEqual([]);
  });

  it('that are missing are distinguished by whether one value is for all cases, or the case itself lacks it', () => {
    const unresolved = ['citizen_name', 'hours', 'deadline'];

    expect(fieldsLacking({ fields, unresolved }, { hours: '9 h', deadline: '  ' })).toEqual({
      byAll: [deadline],
      byCase: [name],
    });
  });
});
