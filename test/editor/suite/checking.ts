import { Range, WorkspaceEdit, window, workspace } from 'vscode';
import { MemoryFiles } from './memory-files.js';
import {
  api,
  closeAll,
  codeOf,
  equal,
  findings,
  found,
  lowercaseAs,
  ok,
  openFile,
  openText,
  running,
  tell,
  textAt,
  until,
} from './support.js';

suite('checking', () => {
  teardown(closeAll);

  test('activates without waiting for the server', async () => {
    const began = performance.now();
    const { activation } = await api();
    const whole = performance.now() - began;
    tell(`activate() took ${activation.toFixed(1)} ms; with the loading of its code ${whole.toFixed(0)} ms`);
    ok(activation < 50, `activation took ${activation} ms`);
  });

  test('shows a finding in a file, with the rule and a link to its page', async () => {
    await running();
    const document = await openFile('Dockerfile');
    const finding = (await found(document)).find((each) => textAt(document, each) === 'as');
    ok(finding, 'no finding on `as`');
    ok(codeOf(finding).startsWith('dockerfile/'), `code is ${codeOf(finding)}`);
    ok(typeof finding.code === 'object' && finding.code.target, 'the code has no link');
    equal(finding.source, 'platform-builder', 'source');
  });

  test('follows what is typed', async () => {
    const document = await openText('FROM scratch AS base\nCOPY . /app\nFROM base\n');
    await replace(document.uri, new Range(0, 13, 0, 15), 'as');
    await until(() => findings(document.uri).some((each) => textAt(document, each) === 'as'), 'the finding appears');
    await replace(document.uri, new Range(0, 13, 0, 15), 'AS');
    await until(() => !findings(document.uri).some((each) => textAt(document, each) === 'AS'), 'the finding goes');
  });

  test('checks texts that were never saved', async () => {
    const document = await openText(lowercaseAs);
    equal(document.uri.scheme, 'untitled', 'scheme');
    ok(
      (await found(document)).some((each) => textAt(document, each) === 'as'),
      'no finding on `as`',
    );
  });

  test('checks files of a file system that turns up later', async () => {
    const files = new MemoryFiles({ '/Dockerfile': lowercaseAs });
    const registration = workspace.registerFileSystemProvider('memory-later', files);
    try {
      const document = await workspace.openTextDocument(files.uri('memory-later', '/Dockerfile'));
      await window.showTextDocument(document);
      ok(
        (await found(document)).some((each) => textAt(document, each) === 'as'),
        'no finding on `as`',
      );
    } finally {
      await closeAll();
      registration.dispose();
    }
  });

  test('leaves other languages alone', async () => {
    const document = await openText(lowercaseAs, 'plaintext');
    const checked = await openText(lowercaseAs);
    await found(checked);
    equal(findings(document.uri).length, 0, 'findings in plain text');
  });
});

async function replace(uri: Parameters<WorkspaceEdit['replace']>[0], range: Range, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(uri, range, text);
  await workspace.applyEdit(edit);
}
