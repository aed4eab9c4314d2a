import { orderTemplateChoices } from './order-template-choices.js';

const choices = ['Place en crèche', 'Déchets verts', 'Éclairage en panne'];
const order = (typed: string, areOld: boolean) =>
  orderTemplateChoices({ choices, isNamed: (choice) => choice.includes(typed), areOld });

it('templates whose name has the words come before those whose text has them', () => {
  expect(order('Déchets', false)).toEqual(['Déchets verts', 'Place en crèche', 'Éclairage en panne']);
  expect(order('', false)).toEqual(choices);
});

it('of what was found for an earlier text only those are left that are named by what is typed', () => {
  expect(order('Éclai', true)).toEqual(['Éclairage en panne']);
  expect(order('piscine', true)).toEqual([]);
  expect(order('', true)).toEqual(choices);
});
