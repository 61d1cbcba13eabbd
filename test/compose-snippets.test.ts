import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkFiles } from '../server/src/check.js';
import { parseCompose } from '../server/src/languages/compose/document.js';
import { root } from './support/fixtures.js';

// Each snippet, in the place that it is made for, is a project that we find nothing wrong with.
const { expand } = (await import('./editor/manifest/snippet.mjs' as string)) as { expand(body: string): string };

interface Snippet {
  readonly prefix: readonly string[];
  readonly body: readonly string[];
}

const snippets = Object.entries(
  JSON.parse(readFileSync(`${root}snippets/compose.json`, 'utf8')) as Record<string, Snippet>,
);

const sections = ['volumes', 'networks', 'secrets', 'configs'];

function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}

/** The project around a snippet: a service that uses what it defines, or has what it is a part of. */
function projectWith(prefix: string, text: string): string {
  if (prefix.startsWith('stack-')) return text;
  if (prefix.startsWith('service-')) return withNames(`services:\n${indented(text, 2)}`);
  const service = 'services:\n  app:\n    image: example/app:1.0\n';
  const part = prefix.split('-')[0] ?? '';
  if (sections.includes(part)) {
    const names = [...text.matchAll(/^ {2}([\w-]+):/gm)].map(([, name]) => name);
    const items = names.map((name) => `      - ${name}${part === 'volumes' ? `:/${name}` : ''}\n`).join('');
    return `${service}    ${part}:\n${items}\n${text}`;
  }
  if (prefix === 'include') return `${text}\n\n${service}`;
  if (prefix === 'x-common') return `${text}\n\n${service}    <<: *common\n`;
  if (prefix.startsWith('port-')) return `${service}    ports:\n${indented(text, 6)}`;
  if (prefix.startsWith('bind-')) return `${service}    volumes:\n${indented(text, 6)}`;
  const named = ['db', 'migrate'].filter((name) => text.includes(name));
  const others = named.map((name) => {
    const check = name === 'db' ? '\n    healthcheck:\n      test: ["CMD", "true"]' : '';
    return `  ${name}:\n    image: example/${name}:1.0${check}\n`;
  });
  return `${service}${indented(text, 4)}\n${prefix.startsWith('depends-') ? others.join('') : ''}`;
}

/** An env file that sets what the project stops without. */
function demanded(text: string): string {
  const names = new Set([...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name));
  return [...names].map((name) => `${name}=${name?.endsWith('_VERSION') ? '9.2.0' : 'u7Hq2ws9'}\n`).join('');
}

/** Declares the volumes, and the services that addresses name. */
function withNames(text: string): string {
  const hosts = [...text.matchAll(/: http:\/\/([\w-]+):/g)].map(
    ([, name]) => `  ${name}:\n    image: example/${name}:1.0\n`,
  );
  const volumes = [...text.matchAll(/^ {6}- ([\w-]+):\//gm)].map(([, name]) => `  ${name}:\n`);
  return `${text}\n${hosts.join('')}${volumes.length > 0 ? `volumes:\n${volumes.join('')}` : ''}`;
}

describe('snippets of Compose', () => {
  it.each(snippets)('%s', async (_name, { prefix, body }) => {
    const text = `${projectWith(prefix[0] ?? '', expand(body.join('\n')))}\n`;
    expect(parseCompose(text).stream.documents.flatMap(({ problems }) => problems)).toEqual([]);
    const { files } = await checkFiles(
      {
        'compose.yaml': text,
        '.env': demanded(text),
        Dockerfile: 'FROM scratch AS dev\n',
        'infra/compose.yaml': 'services:\n  more:\n    image: example/more:1.0\n',
        'secrets/db-password.txt': 'x',
        'prometheus.yml': '',
        'alertmanager.yml': '',
        'otel-collector.yaml': '',
        'grafana/provisioning/a.yaml': '',
        'logstash/pipeline/a.conf': '',
        'nginx/templates/a.template': '',
        'relay/config.yml': '',
        'data/a': '',
        'src/a': '',
        'package.json': '{}',
      },
      { profile: 'recommended' },
    );
    const found = files.find(({ path }) => path === 'compose.yaml')?.diagnostics ?? [];
    expect(found.map(({ rule, message, range }) => `${range.start.line + 1}: ${message} [${rule}]`)).toEqual([]);
  });

  it('have prefixes of their own', () => {
    const prefixes = snippets.flatMap(([, { prefix }]) => prefix);
    expect(prefixes.length).toBe(new Set(prefixes).size);
  });
});
