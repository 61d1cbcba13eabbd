import { copyFileSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  applied,
  type Client,
  fullClient,
  type StartOptions,
  serverPath,
  start,
  until,
  uriOf,
  workspace,
} from '../support/language-server.js';
import {
  type CompletionItem,
  type CompletionList,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentSymbol,
  type Hover,
  TextDocument,
  type TextEdit,
} from '../support/protocol.js';

const schema = JSON.stringify({
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  properties: {
    name: { type: 'string', description: 'How the robot is called.' },
    speed: { type: 'integer', minimum: 1, description: 'Metres in a minute.' },
    mode: { enum: ['walk', 'fly'] },
    arms: { type: 'array', items: { $ref: '#/definitions/arm' } },
  },
  required: ['name'],
  additionalProperties: false,
  definitions: { arm: { type: 'object', properties: { length: { type: 'number' } }, additionalProperties: false } },
});

const modeline = '# yaml-language-server: $schema=./robot.schema.json\n';

interface Opened {
  readonly client: Client;
  readonly uri: string;
  readonly folder: string;
}

async function opened(
  text: string,
  files: Readonly<Record<string, string>> = {},
  options: StartOptions = {},
): Promise<Opened> {
  const folder = workspace({ 'robot.schema.json': schema, ...files });
  const client = await start({ folders: [folder], ...options });
  const uri = uriOf(folder, 'robot.yaml');
  client.open(uri, text, 'yaml');
  return { client, uri, folder };
}

function ask<R>({ client, uri }: Opened, method: string, params: object = {}): Promise<R> {
  return client.connection.sendRequest<R>(`textDocument/${method}`, { textDocument: { uri }, ...params });
}

/** What is told of a text, each as `line:column-column severity message`. */
function told(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ range: { start, end }, severity, message }) => {
    const name = Object.entries(DiagnosticSeverity).find(([, value]) => value === severity)?.[0];
    return `${start.line}:${start.character}-${end.character} ${name} ${message}`;
  });
}

const at = (line: number, character: number) => ({ position: { line, character } });
const options = { tabSize: 2, insertSpaces: true };

async function isLoaded({ client }: Opened): Promise<unknown> {
  const report = await client.connection.sendRequest<Record<string, unknown>>('platformBuilder/report', {});
  return report.yamlLanguageServer;
}

async function formatted(one: Opened, params: object = {}): Promise<string> {
  const edits = await ask<TextEdit[] | null>(one, 'formatting', { options, ...params });
  return applied(TextDocument.create(one.uri, 'yaml', 1, one.client.text(one.uri)), edits ?? []);
}

describe('YAML that names its schema', () => {
  it('is checked by it', async () => {
    const one = await opened(`${modeline}name: 7\nspeed: 0\nlegs: 2\narms: [{length: long}]\n`);
    const found = await one.client.pull(one.uri);
    expect(told(found)).toEqual([
      '1:6-7 Warning Incorrect type. Expected "string".',
      '2:7-8 Warning Value is below the minimum of 1.',
      '4:16-20 Warning Incorrect type. Expected "number".',
      '3:0-4 Warning Property legs is not allowed.',
    ]);
    for (const one of found) expect([one.source, one.code]).toEqual(['platform-builder', 'yaml/schema']);
    one.client.change(one.uri, [{ text: `${modeline}name: seven\n` }]);
    expect(await one.client.pull(one.uri)).toEqual([]);
    one.client.change(one.uri, [{ text: `${modeline}name: [\n` }]);
    expect((await one.client.pull(one.uri)).map(({ severity }) => severity)).toContain(DiagnosticSeverity.Error);
  });

  it('may name it by a key, and each document of a stream its own', async () => {
    const one = await opened('$schema: ./robot.schema.json\nname: 1\n');
    expect(told(await one.client.pull(one.uri))).toEqual(['1:6-7 Warning Incorrect type. Expected "string".']);
    one.client.change(one.uri, [{ text: `name: 1\n---\n${modeline}name: 1\n---\nname: 1\n` }]);
    expect(told(await one.client.pull(one.uri))).toEqual(['3:6-7 Warning Incorrect type. Expected "string".']);
  });

  it('is completed, explained and outlined', async () => {
    const one = await opened(`${modeline}name: a\nmode: \nsp\n`);
    const list = await ask<CompletionList>(one, 'completion', at(2, 6));
    expect(list.items.map(({ label }) => label)).toEqual(['walk', 'fly']);
    const keys = await ask<CompletionList>(one, 'completion', at(3, 2));
    const speed = keys.items.find(({ label }) => label === 'speed') as CompletionItem;
    expect(speed.textEdit?.newText).toBe('speed: ${1:0}');
    expect(speed.documentation).toBe('Metres in a minute.');
    expect((await ask<Hover>(one, 'hover', at(1, 1))).contents).toMatchObject({
      kind: 'markdown',
      value: expect.stringContaining('How the robot is called.'),
    });
    const symbols = await ask<DocumentSymbol[]>(one, 'documentSymbol');
    expect(symbols.map(({ name }) => name)).toEqual(['name', 'mode']);
  });

  it('gets no snippets in an editor without', async () => {
    const textDocument = { ...fullClient.textDocument, completion: {} };
    const one = await opened(`${modeline}sp\n`, {}, { capabilities: { ...fullClient, textDocument } });
    const { items } = await ask<CompletionList>(one, 'completion', at(1, 2));
    expect(items.find(({ label }) => label === 'speed')?.textEdit?.newText).toBe('speed: 0');
    expect(items.every(({ insertTextFormat }) => insertTextFormat === undefined)).toBe(true);
  });

  it('is checked again when the schema changes', async () => {
    const one = await opened(`${modeline}name: 7\n`);
    expect(await one.client.pull(one.uri)).toHaveLength(1);
    const path = join(one.folder, 'robot.schema.json');
    writeFileSync(path, '{}');
    const before = one.client.refreshed.length;
    await one.client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf(path), type: 2 }],
    });
    await until(() => one.client.refreshed.length > before, 'the client is told to ask again');
    expect(await one.client.pull(one.uri)).toEqual([]);
  });

  it('pushes to clients that do not pull', async () => {
    const { client } = await opened(`${modeline}name: 7\n`, {}, { capabilities: {} });
    await until(() => client.published.length > 0, 'findings are pushed');
    expect(told(client.published[0]?.diagnostics ?? [])).toEqual(['1:6-7 Warning Incorrect type. Expected "string".']);
  });

  it('that is a schema itself is checked by the schema of schemas, which need not be fetched', async () => {
    const one = await opened('');
    for (const name of [
      'http://json-schema.org/draft-04/schema#',
      'http://json-schema.org/draft-07/schema#',
      'https://json-schema.org/draft/2019-09/schema',
      'https://json-schema.org/draft/2020-12/schema',
    ]) {
      one.client.change(one.uri, [{ text: `$schema: ${name}\ntype: 7\n` }]);
      const starts = (await one.client.pull(one.uri)).map(({ range }) => range.start);
      expect(starts, name).toEqual([{ line: 1, character: 6 }]);
    }
  });
});

describe('text that is being typed', () => {
  it('gets an answer to everything, at each character', async () => {
    const one = await opened('');
    const text = `${modeline}name: &n "a"\narms:\n  - length: 1\n  - {length: [*n, !x y, ? z]}\nmode: |\n  w\n--- \n<<: *n\n\t- b\n`;
    for (let end = 0; end <= text.length; end++) {
      one.client.change(one.uri, [{ text: text.slice(0, end) }]);
      const lines = text.slice(0, end).split('\n');
      const here = at(lines.length - 1, lines.at(-1)?.length ?? 0);
      const [found] = await Promise.all([
        one.client.pull(one.uri),
        ask(one, 'completion', here),
        ask(one, 'hover', here),
        ask(one, 'documentSymbol'),
        ask(one, 'formatting', { options }),
      ]);
      expect(Array.isArray(found)).toBe(true);
    }
    expect(one.client.logged.filter((line) => /gave no answer|failed/.test(line))).toEqual([]);
  }, 60_000);
});

describe('a schema that cannot be used', () => {
  const deep = 20_000;
  const bad: Readonly<Record<string, string>> = {
    'broken.json': '{ "type": ',
    'empty.json': '\n',
    'list.json': '[]',
    'wrong.json': '{"$schema": "http://json-schema.org/draft-07/schema#", "type": "strin"}',
    'huge.json': JSON.stringify({ description: 'x'.repeat(1_100_000) }),
    'deep.json': `${'{"not":'.repeat(deep)}{}${'}'.repeat(deep)}`,
    'lost.json': JSON.stringify({ $ref: 'nowhere.json' }),
    'away.json': JSON.stringify({ $ref: '../secret.json' }),
    'folder.json/file': '',
  };

  it('is told where it is named', async () => {
    const one = await opened('name: a\n', bad);
    const outside = workspace({ 'secret.json': schema });
    symlinkSync(join(outside, 'secret.json'), join(one.folder, 'link.json'));
    symlinkSync('loop.json', join(one.folder, 'loop.json'));
    for (const [name, reason] of [
      ['missing.json', 'does not exist'],
      ['folder.json', 'does not exist'],
      ['broken.json', 'Unable to parse'],
      ['empty.json', 'is empty'],
      ['list.json', 'expected a JSON Schema object'],
      ['wrong.json', 'must be equal to one of the allowed values'],
      ['huge.json', 'larger than 1 MB'],
      ['deep.json', 'call stack'],
      ['lost.json', 'refers to'],
      ['away.json', 'outside the workspace'],
      ['link.json', 'leads out of the workspace'],
      ['loop.json', 'leads out of the workspace'],
      ['../secret.json', 'outside the workspace'],
      ['/etc/passwd', 'outside the workspace'],
      ['file:///etc/passwd', 'outside the workspace'],
      ['data:application/json,{}', 'outside the workspace'],
    ] as const) {
      one.client.change(one.uri, [{ text: `# yaml-language-server: $schema=${name}\nname: 1\n` }]);
      const [problem, ...more] = await one.client.pull(one.uri);
      expect(more, name).toEqual([]);
      expect(problem?.code, name).toBe('yaml/schema-not-read');
      expect(problem?.severity, name).toBe(DiagnosticSeverity.Warning);
      expect(problem?.message).toContain(reason);
      expect(problem?.message).not.toContain(one.folder);
      const end = { line: 0, character: 32 + name.length };
      expect(problem?.range, name).toEqual({ start: { line: 0, character: 32 }, end });
    }
  });

  it('does not keep the check from ending', async () => {
    const one = await opened('');
    for (const [name, content] of Object.entries({
      'circle.json': { $ref: '#/definitions/a', definitions: { a: { $ref: '#/definitions/a' } } },
      'itself.json': { properties: { name: { $ref: '#' } }, required: ['name'] },
      'pattern.json': { properties: { name: { pattern: '(((' } } },
    })) {
      writeFileSync(join(one.folder, name), JSON.stringify(content));
      await one.client.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: uriOf(one.folder, name), type: 1 }],
      });
      one.client.change(one.uri, [{ text: `# yaml-language-server: $schema=${name}\nname: {name: {}}\n` }]);
      const found = await one.client.pull(one.uri);
      expect(told(found), name).toEqual(name === 'itself.json' ? ['1:7-11 Warning Missing property "name".'] : []);
    }
  });

  it('is stopped where it takes too long, and the server answers meanwhile', async () => {
    const slow = JSON.stringify({ properties: { name: { pattern: '^(a+)+$' } } });
    const one = await opened(`# yaml-language-server: $schema=slow.json\nname: ${'a'.repeat(60)}!\n`, {
      'slow.json': slow,
    });
    let ended = false;
    const stopping = one.client.pull(one.uri).finally(() => {
      ended = true;
    });
    const dockerfile = uriOf(one.folder, 'Dockerfile');
    one.client.open(dockerfile, 'FROM debian\nUSER 10001\n');
    expect((await one.client.pull(dockerfile)).map(({ code }) => code)).toEqual(['dockerfile/untagged-image']);
    expect(ended).toBe(false);
    expect(told(await stopping)).toEqual([
      '0:32-41 Warning The check by this schema was stopped: it took more than 5 seconds.',
    ]);
    // Not tried again while nothing has changed that it followed from, and no hindrance to others.
    one.client.change(one.uri, [{ text: `${one.client.text(one.uri)}# more\n` }]);
    const again = Date.now();
    expect(await one.client.pull(one.uri)).toHaveLength(1);
    expect(Date.now() - again).toBeLessThan(4000);
    const other = uriOf(one.folder, 'other.yaml');
    one.client.open(other, `${modeline}name: 7\n`, 'yaml');
    expect(await one.client.pull(other)).toHaveLength(1);
  }, 20_000);
});

describe('a schema at an address', () => {
  async function listener(): Promise<{ readonly origin: string; readonly asked: string[] }> {
    const asked: string[] = [];
    const http = createServer((request, response) => {
      asked.push(String(request.url));
      response.end(schema);
    });
    http.on('connection', () => asked.push('connection'));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void http.close());
    return { origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, asked };
  }

  it('is never fetched: a hint says what to do instead', async () => {
    const { origin, asked } = await listener();
    const refers = JSON.stringify({
      $schema: `${origin}/dialect`,
      $id: `${origin}/id`,
      properties: { name: { $ref: `${origin}/name.json` } },
    });
    const one = await opened(`# yaml-language-server: $schema=${origin}/robot.json\nname: 7\n`, {
      'refers.json': refers,
    });
    const [hint, ...more] = await one.client.pull(one.uri);
    expect(more).toEqual([]);
    expect(hint?.severity).toBe(DiagnosticSeverity.Hint);
    expect(hint?.message).toContain('platformBuilder.yaml.schemaUrls');
    expect(await ask(one, 'hover', at(1, 1))).toBe(null);
    expect(await isLoaded(one)).toBe(false);
    one.client.change(one.uri, [{ text: '# yaml-language-server: $schema=refers.json\nname: 7\n' }]);
    const [nested] = await one.client.pull(one.uri);
    expect(nested?.severity).toBe(DiagnosticSeverity.Hint);
    expect(nested?.message).toContain(`The schema refers.json refers to ${origin}`);
    await ask(one, 'completion', at(1, 0));
    one.client.change(one.uri, [{ text: `$schema: ${origin}/key.json\nname: 7\n` }]);
    await one.client.pull(one.uri);
    expect(asked).toEqual([]);
  });

  it('is read from the place on the machine that the user has given for it', async () => {
    const place = workspace({ 'robot.json': schema, 'more/arm.json': '{"$ref": "../robot.json"}' });
    const secret = workspace({ 'secret.json': schema });
    symlinkSync(join(secret, 'secret.json'), join(place, 'link.json'));
    const schemaUrls = {
      'https://schemas.example/': `${place}/`,
      'https://one.example/robot': join(place, 'robot.json'),
      'https://none.example/': join(place, 'none'),
      'https://relative.example/': 'robot.json',
    };
    const settings = () => ({ yaml: { schemaUrls } });
    const one = await opened('', {}, { settings });
    const check = async (url: string): Promise<readonly string[]> => {
      one.client.change(one.uri, [{ text: `# yaml-language-server: $schema=${url}\nname: 7\n` }]);
      return told(await one.client.pull(one.uri));
    };
    const wrong = ['1:6-7 Warning Incorrect type. Expected "string".'];
    expect(await check('https://schemas.example/robot.json')).toEqual(wrong);
    expect(await check('https://schemas.example/more/arm.json')).toEqual(wrong);
    expect(await check('https://one.example/robot')).toEqual(wrong);
    expect((await check('https://one.example/robot/more'))[0]).toContain('Hint');
    expect((await check('https://none.example/robot.json'))[0]).toContain('does not exist');
    expect((await check('https://relative.example/'))[0]).toContain('absolute path');
    expect((await check('https://schemas.example/link.json'))[0]).toContain('cannot be read');
    for (const way of ['../', '%2e%2e/', '..%2f', 'more/../../']) {
      expect((await check(`https://schemas.example/${way}${basename(secret)}/secret.json`))[0]).toContain('Hint');
    }
  });
});

describe('formatting', () => {
  it('prints the file anew, with as few edits as may be', async () => {
    const text = '# top\na:   1\nb:\n    - x\n    -   y # why\n\n\n\nkept: "it\'s"\n';
    const one = await opened(text);
    expect(await formatted(one)).toBe('# top\na: 1\nb:\n  - x\n  - y # why\n\nkept: "it\'s"\n');
    const edits = await ask<TextEdit[]>(one, 'formatting', { options });
    expect(edits.every(({ range }) => range.start.line > 0 && range.end.line < 8)).toBe(true);
    one.client.change(one.uri, [{ text: await formatted(one) }]);
    expect(await ask(one, 'formatting', { options })).toBe(null);
  });

  it('keeps line ends, and the lines that are not asked for', async () => {
    const one = await opened('a:   1\r\nb:   2\r\n');
    expect(await formatted(one)).toBe('a: 1\r\nb: 2\r\n');
    const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
    const edits = await ask<TextEdit[]>(one, 'rangeFormatting', { options, range });
    expect(applied(TextDocument.create(one.uri, 'yaml', 1, one.client.text(one.uri)), edits)).toBe(
      'a:   1\r\nb: 2\r\n',
    );
  });

  it('leaves alone what is broken, and what a template engine makes YAML of', async () => {
    const one = await opened('');
    for (const text of [
      'a:   [\n',
      'a:   {{ .Values.a }}\n',
      'a:   1\n{{- if .b }}\nb: 2\n{{- end }}\n',
      'a:   1\n{% if b %}\nb: 2\n{% endif %}\n',
    ]) {
      one.client.change(one.uri, [{ text }]);
      expect(await formatted(one)).toBe(text);
    }
    one.client.change(one.uri, [{ text: 'a:   "{{ b }}"\nc:   ${{ d }}\n' }]);
    expect(await formatted(one)).toBe('a: "{{ b }}"\nc: ${{ d }}\n');
  });

  it('works without a folder', async () => {
    const client = await start();
    const uri = 'untitled:Untitled-1';
    client.open(uri, 'a:   1\n', 'yaml');
    const one = { client, uri, folder: '' };
    expect(await formatted(one)).toBe('a: 1\n');
    client.change(uri, [{ text: '# yaml-language-server: $schema=x.json\na: 1\n' }]);
    expect((await client.pull(uri))[0]?.message).toContain('without a folder');
  });
});

describe('the library', () => {
  const everything = async (one: Opened): Promise<void> => {
    await one.client.pull(one.uri);
    for (const method of ['completion', 'hover', 'documentSymbol', 'documentLink', 'foldingRange', 'codeLens']) {
      await ask(one, method, at(0, 1));
    }
  };

  it('is not loaded for YAML that names no schema', async () => {
    const one = await opened('a: 1\nb: [$schema, 2]\n');
    await everything(one);
    one.client.change(one.uri, [{ text: '# yaml-language-server: $schema=none\na: 1\n' }]);
    await everything(one);
    expect(await isLoaded(one)).toBe(false);
    await ask(one, 'formatting', { options });
    expect(await isLoaded(one)).toBe(true);
  });

  it('is not loaded for documents of our own languages, whatever they name', async () => {
    const one = await opened('');
    for (const [name, text] of [
      ['compose.yaml', `${modeline}services:\n    web:\n        image:   nginx\n`],
      ['.github/workflows/ci.yml', `${modeline}on: push\njobs: {}\n`],
      ['.platform-builder.yaml', `${modeline}profile:   strict\n`],
      ['Dockerfile', `${modeline}FROM   scratch\n`],
    ] as const) {
      const own = { ...one, uri: uriOf(one.folder, name) };
      one.client.open(own.uri, text, name === 'Dockerfile' ? 'dockerfile' : 'yaml');
      await everything(own);
      await ask(own, 'formatting', { options });
    }
    expect(await isLoaded(one)).toBe(false);
  });

  it('is not loaded where another extension does the same, or the user wants none of it', async () => {
    const text = `${modeline}name:   7\n`;
    const beside = { completion: [], formatting: ['yaml'], languages: ['yaml'] };
    for (const how of [
      { initializationOptions: { environment: { trusted: true, coexistence: beside } } },
      { settings: () => ({ languages: { yaml: { enabled: false } } }) },
    ] satisfies StartOptions[]) {
      const one = await opened(text, {}, how);
      expect(await one.client.pull(one.uri)).toEqual([]);
      await everything(one);
      expect(await ask(one, 'formatting', { options })).toBe(null);
      expect(await isLoaded(one)).toBe(false);
    }
  });

  it('ends when another extension takes its place', async () => {
    const one = await opened(`${modeline}name: 7\n`, {}, { initializationOptions: { environment: trusted([]) } });
    expect(await one.client.pull(one.uri)).toHaveLength(1);
    await one.client.connection.sendNotification('platformBuilder/environmentChanged', trusted(['yaml']));
    expect(await one.client.pull(one.uri)).toEqual([]);
    expect(await isLoaded(one)).toBe(false);
  });

  it('leaves files alone that the configuration ignores', async () => {
    const one = await opened(`${modeline}name:   7\n`, { '.platform-builder.yaml': 'ignore: [robot.yaml]\n' });
    expect(await one.client.pull(one.uri)).toEqual([]);
    expect(await ask(one, 'formatting', { options })).toBe(null);
  });

  it('is no part of the server: without its program file all else works', async () => {
    const folder = workspace({});
    for (const name of ['server.js', 'checker.js']) copyFileSync(join(dirname(serverPath), name), join(folder, name));
    const one = await opened(`${modeline}name:   7\n`, {}, { program: join(folder, 'server.js') });
    expect(told(await one.client.pull(one.uri))[0]).toMatch(/^0:32-\d+ Warning The check by this schema was stopped/);
    expect(await ask(one, 'formatting', { options })).toBe(null);
    await until(() => one.client.logged.some((line) => line.includes('yaml-language-server')), 'the log tells it');
    const dockerfile = uriOf(one.folder, 'Dockerfile');
    one.client.open(dockerfile, 'FROM debian\nUSER 10001\n');
    expect(await one.client.pull(dockerfile)).toHaveLength(1);
  });

  it('has no way to the network or to files', () => {
    const program = readFileSync(join(dirname(serverPath), 'yaml.js'), 'utf8');
    expect(program).not.toMatch(/\bfetch\(|XMLHttpRequest|WebSocket\(/);
    const required = new Set([...program.matchAll(/require\("([^"]+)"\)/g)].map((match) => match[1]));
    // What ajv would write into programs that it is asked to write is no part of this one.
    const real = [...required].filter((name) => !name?.startsWith('ajv/'));
    expect(real.sort()).toEqual(['buffer', 'node:worker_threads', 'path', 'process']);
  });
});

function trusted(languages: readonly string[]) {
  return { trusted: true, coexistence: { completion: [], formatting: languages, languages } };
}
