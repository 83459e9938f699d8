import { valuesIn } from '../../../src/isolation/postgres/observe/row-values';

test.each([
  ['{"id": 1, "owner": "Ines"}', { id: 1, owner: 'Ines' }],
  ['{"n": 100.00, "m": 0.5, "z": -3}', { n: '100.00', m: 0.5, z: -3 }],
  ['{"big": 9007199254740993, "exp": 1e+30}', { big: '9007199254740993', exp: '1e+30' }],
  ['{"text": "costs 1.50, \\"really\\" 007", "none": null, "yes": true}', { text: 'costs 1.50, "really" 007', none: null, yes: true }],
  ['{"list": [1, 2.50], "nested": {"a": "b"}}', { list: '[1,"2.50"]', nested: '{"a":"b"}' }],
  ['{}', {}],
])('%s', (image, values) => {
  expect(valuesIn(image)).toEqual(values);
});
