import { describe, expect, it } from 'vitest';
import { applyEdits } from '../server/src/core/edit.js';
import { rule } from '../server/src/languages/compose/rules/secret-literal.js';
import { readYaml } from '../server/src/yaml/read.js';
import { findingsOf } from './support/examples.js';

// A secret that is written out can go two ways, both of which change the project's .env as well.

const env = 'TAG=1\n';

/** Both files after one of the fixes of the first finding. */
async function fixedBy(text: string, fix: number, envText = env): Promise<readonly [string, string] | undefined> {
  const [finding] = await findingsOf(rule, { valid: false, text, files: { '.env': envText } }, text);
  const edits = finding?.fixes[fix]?.edits;
  if (!edits) return undefined;
  const own = applyEdits(
    text,
    edits.filter(({ path }) => path === undefined),
  );
  expect(readYaml(own).documents.flatMap(({ problems }) => problems)).toEqual([]);
  return [
    own,
    applyEdits(
      envText,
      edits.filter(({ path }) => path === '.env'),
    ),
  ];
}

const database = (eol: string): string =>
  [
    'services:',
    '  db:',
    '    image: postgres:18',
    '    environment:',
    '      POSTGRES_PASSWORD: "x7Gh2kq9" # old',
    '',
  ].join(eol);

describe('fixes of secrets', () => {
  it('move the value to .env', async () => {
    expect(await fixedBy(database('\n'), 0)).toEqual([
      database('\n').replace('x7Gh2kq9', '$${POSTGRES_PASSWORD}'),
      'TAG=1\nPOSTGRES_PASSWORD=x7Gh2kq9\n',
    ]);
  });

  it.each(['\n', '\r\n'])('make it a secret of the project (%j)', async (eol) => {
    const [compose, variables] = (await fixedBy(database(eol), 1)) ?? [];
    expect(compose?.split(eol)).toEqual([
      'services:',
      '  db:',
      '    image: postgres:18',
      '    environment:',
      '      POSTGRES_PASSWORD_FILE: /run/secrets/postgres_password # old',
      '    secrets:',
      '      - postgres_password',
      'secrets:',
      '  postgres_password:',
      '    environment: POSTGRES_PASSWORD',
      '',
    ]);
    expect(variables).toBe('TAG=1\nPOSTGRES_PASSWORD=x7Gh2kq9\n');
  });

  it('use the secrets that are there', async () => {
    const text = [
      'secrets:',
      '  other: { file: ./other }',
      'services:',
      '  db:',
      '    image: mariadb:11.8',
      '    secrets: [other]',
      '    environment: ["MARIADB_PASSWORD=x7Gh2kq9"]',
      '',
    ].join('\n');
    expect((await fixedBy(text, 1))?.[0]).toBe(
      [
        'secrets:',
        '  other: { file: ./other }',
        '  mariadb_password:',
        '    environment: MARIADB_PASSWORD',
        'services:',
        '  db:',
        '    image: mariadb:11.8',
        '    secrets: [other, mariadb_password]',
        '    environment: ["MARIADB_PASSWORD_FILE=/run/secrets/mariadb_password"]',
        '',
      ].join('\n'),
    );
  });

  it('take the name of the service where .env has another value', async () => {
    expect((await fixedBy(database('\n'), 0, 'POSTGRES_PASSWORD=other\n'))?.[1]).toBe(
      'POSTGRES_PASSWORD=other\nDB_POSTGRES_PASSWORD=x7Gh2kq9\n',
    );
  });

  it('are not offered where no image reads files, or no .env takes values', async () => {
    const text = 'services:\n  web:\n    image: example/web:1\n    environment:\n      API_TOKEN: x7Gh2kq9\n';
    expect(await fixedBy(text, 1)).toBeUndefined();
    const [finding] = await findingsOf(rule, { valid: false, text }, text);
    expect(finding?.fixes).toEqual([]);
    expect(finding?.tags).toEqual(['secret']);
    expect(JSON.stringify(finding?.message)).not.toContain('x7Gh2kq9');
  });
});
