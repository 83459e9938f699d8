import { changeFeatures } from './changes';
import { engineFeatures } from './engine';
import { eventFeatures } from './events';
import { loadingFeatures } from './loading';
import { mappingFeatures } from './mapping';
import { queryFeatures } from './queries';
import { runFeature } from './run-feature';
import { schemaFeatures } from './schema';
import { selectFeatures } from './select';
import { stateFeatures } from './states';
import { transactionFeatures } from './transactions';
import { flushFeatures } from './unit-of-work';

/** The rows of "Features that are not there" in docs/fidelity.md. */
const absent = [17, 96];

const features = [...engineFeatures, ...schemaFeatures, ...selectFeatures, ...changeFeatures, ...mappingFeatures, ...stateFeatures, ...flushFeatures, ...transactionFeatures, ...queryFeatures, ...loadingFeatures, ...eventFeatures];

test.each(features.map((feature) => [feature.row, feature.title, feature] as const))('%i: %s', async (_row, _title, feature) => {
  expect(await runFeature(feature)).toBe(feature.stdout);
});

test('each of the 122 rows is here, or known to be absent', () => {
  const rows = new Set([...features.map(({ row }) => row), ...absent]);
  expect([...rows].sort((a, b) => a - b)).toEqual(Array.from({ length: 122 }, (_, index) => index + 1));
});
