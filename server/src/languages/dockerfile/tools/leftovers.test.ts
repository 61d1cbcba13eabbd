import { expect, it } from 'vitest';
import { parseDockerfile } from '../model/dockerfile.js';
import { isShipped } from './leftovers.js';

const text = `FROM a AS deps
FROM deps AS dev
FROM b AS build
COPY --from=dev /x /x
FROM scratch
COPY --from=build /x /x
`;

it.each([
  [[], [false, false, false, true]],
  [['dev'], [true, true, false, true]],
  [
    ['2', ''],
    [false, false, true, true],
  ],
])('stages that are shipped where %j are targets', (targets, expected) => {
  const document = parseDockerfile(text);
  expect(document.stages.map((stage) => isShipped(document, stage, new Set(targets)))).toEqual(expected);
});
