import { expect, test } from 'vitest';
import type { FeatureContext } from '../../../core/features.js';
import { type ComposeDocument, parseCompose } from '../document.js';
import { completeKeys } from './complete-keys.js';
import { hoverKey } from './hover-keys.js';

function at(marked: string): readonly [FeatureContext<ComposeDocument>, number] {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const document = parseCompose(text);
  return [{ document, text } as FeatureContext<ComposeDocument>, offset];
}

function labels(marked: string): string {
  return completeKeys(...at(marked))
    .map(({ label }) => label)
    .join(' ');
}

test.each([
  ['|', 'name services networks volumes configs secrets models include version'],
  [
    'services:\n  web:\n    image: a\n    healthcheck:\n      test: b\n      |',
    'interval timeout retries start_period start_interval disable',
  ],
  ['services:\n  web:\n    depends_on:\n      db:\n        |', 'condition restart required'],
  [
    'services:\n  web:\n    depends_on:\n      db: {condition: |}',
    'service_started service_healthy service_completed_successfully',
  ],
  ['services:\n  web:\n    volumes:\n      - type: |', 'bind volume tmpfs image npipe cluster'],
  [
    'services:\n  web:\n    ports:\n      - target: 80\n        pro|',
    'published host_ip protocol mode name app_protocol',
  ],
  ['services:\n  web:\n    read_only: |', 'false true'],
  ['services:\n  web:\n    restart: |', 'no always on-failure unless-stopped'],
  ['services:\n  web:\n    cap_drop: [|]', /^ALL /],
  ['services:\n  web:\n    |', /^image build command .* deploy .* links mac_address volumes_from$/],
  ['services:\n  web:\n    build: .\n    |\n\nvolumes:\n', /^image command /],
  ['services:\n  web:\n    environment:\n      |', ''],
  ['services:\n  |', ''],
  ['networks:\n  back:\n    driver: |', /^bridge host /],
])('completes %j', (marked, expected) => {
  if (typeof expected === 'string') expect(labels(marked)).toBe(expected);
  else expect(labels(marked)).toMatch(expected);
});

test('writes what follows a key', () => {
  const items = completeKeys(...at('services:\n    web:\n        |'));
  const text = (label: string) => items.find((one) => one.label === label)?.edit.text;
  expect(text('image')).toBe('image: ');
  expect(text('build')).toBe('build: ');
  expect(text('ports')).toBe('ports:\n    - $0');
  expect(text('environment')).toBe('environment:\n    $0');
  expect(text('healthcheck')).toBe('healthcheck:\n    $0');
});

test.each([
  ['services:\n  web:\n    im|age: a\n', /^\*\*image\*\* \(text\)\n\nImage that/],
  ['services:\n  web:\n    use_api_|socket: true\n', /Since 2\.37\.1\. Default: `false`\.$/],
  ['services:\n  web:\n    <<: {he|althcheck: {}}\n', undefined],
  ['services:\n  we|b:\n', undefined],
])('explains %j', (marked, expected) => {
  const contents = hoverKey(...at(marked))?.contents;
  if (expected) expect(contents).toMatch(expected);
  else expect(contents).toBe(undefined);
});
