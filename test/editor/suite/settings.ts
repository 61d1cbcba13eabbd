import { type CodeLens, commands, type InlayHint, Range, workspace } from 'vscode';
import { closeAll, equal, findings, found, lowercaseAs, ok, openText, pause, running, set, until } from './support.js';

const changed = [
  'enable',
  'profile',
  'rules',
  'languages.dockerfile.enabled',
  'check.scope',
  'codeLens.references',
  'inlayHints.values',
  'inlayHints.stages',
];

suite('settings', () => {
  teardown(async () => {
    await closeAll();
    for (const name of changed) await set(name, undefined);
    await running();
  });

  test('enable: off ends the server and clears the findings, on brings both back', async () => {
    const { server } = await running();
    const document = await openText(lowercaseAs);
    await found(document);
    await set('enable', false);
    await until(() => server.state() === 'off', 'the server is off');
    await until(() => findings(document.uri).length === 0, 'the findings are gone');
    await set('enable', true);
    await found(document);
  });

  test('languages.dockerfile.enabled: off clears the findings', async () => {
    const document = await openText(lowercaseAs);
    await found(document);
    await set('languages.dockerfile.enabled', false);
    await until(() => findings(document.uri).length === 0, 'the findings are gone');
    await set('languages.dockerfile.enabled', true);
    await found(document);
  });

  test('profile: a wider one finds more', async () => {
    const document = await openText(lowercaseAs);
    const few = (await found(document)).length;
    await set('profile', 'all');
    await until(() => findings(document.uri).length > few, 'more findings');
  });

  test('rules: a level is obeyed', async () => {
    const document = await openText(lowercaseAs);
    const finding = (await found(document))[0];
    ok(finding && typeof finding.code === 'object', 'no finding');
    const rule = String(finding.code.value);
    await set('rules', { [rule]: 'off' });
    const left = (): string[] =>
      findings(document.uri).map(({ code }) => String(typeof code === 'object' ? code.value : code));
    await until(() => !left().includes(rule), `${rule} is off`);
    await pause(200);
    equal(left().includes(rule), false, 'the rule reports');
  });

  test('check.scope: workspace lists files that are not open', async () => {
    const [hidden] = await workspace.findFiles('api/Dockerfile');
    ok(hidden, 'no file');
    await set('profile', 'all');
    await set('check.scope', 'workspace');
    await until(() => findings(hidden).length > 0, 'findings in a file that is not open');
  });

  test('codeLens.references: off takes the lenses away', async () => {
    const document = await openText(lowercaseAs);
    await found(document);
    const lenses = async (): Promise<number> =>
      (await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri)).length;
    ok((await lenses()) > 0, 'no lens at first');
    await set('codeLens.references', false);
    await until(async () => (await lenses()) === 0, 'no lens');
  });

  test('inlayHints: each kind is shown when it is on', async () => {
    const document = await openText('ARG TAG=1\nFROM scratch AS one\nARG TAG\nENV NAME=$TAG\nFROM one\n');
    const hints = async (): Promise<number> =>
      (
        await commands.executeCommand<InlayHint[]>(
          'vscode.executeInlayHintProvider',
          document.uri,
          new Range(0, 0, document.lineCount, 0),
        )
      ).length;
    equal(await hints(), 0, 'hints at first');
    for (const kind of ['values', 'stages']) {
      await set(`inlayHints.${kind}`, true);
      await until(async () => (await hints()) > 0, `hints of ${kind}`);
      await set(`inlayHints.${kind}`, false);
      await until(async () => (await hints()) === 0, `no hints of ${kind}`);
    }
  });
});
