import { type CompletionList, commands } from 'vscode';
import {
  closeAll,
  equal,
  findings,
  found,
  lowercaseAs,
  ok,
  openFile,
  openText,
  running,
  set,
  textAt,
  until,
} from './support.js';

const aptInstall = 'FROM debian:12\nRUN apt-get update && \\\n    apt-get install -y curl\n';

suite('beside other extensions', () => {
  teardown(async () => {
    await closeAll();
    await set('coexistence', undefined);
    for (const name of ['docker', 'hadolint']) await commands.executeCommand(`standIn.${name}.speak`, false);
  });

  test('a finding yields while Docker DX shows it, and comes back', async () => {
    await running();
    const document = await openText(lowercaseAs);
    const ours = (): boolean => findings(document.uri).some((each) => textAt(document, each) === 'as');
    await until(ours, 'our finding');
    await commands.executeCommand('standIn.docker.speak', true);
    await until(() => !ours(), 'ours yields');
    await commands.executeCommand('standIn.docker.speak', false);
    await until(ours, 'ours is back');
  });

  test('a finding yields to one that names its rule in the message, at another line of the instruction', async () => {
    await set('profile', 'all');
    const document = await openText(aptInstall);
    const ours = (): boolean =>
      findings(document.uri).some((each) =>
        (each as { readonly data?: { readonly aliases?: readonly string[] } }).data?.aliases?.includes(
          'hadolint:DL3008',
        ),
      );
    await until(ours, 'our finding');
    await commands.executeCommand('standIn.hadolint.speak', true);
    await until(() => !ours(), 'ours yields');
    await set('profile', undefined);
  });

  test('all is shown twice where the user wants it', async () => {
    await set('coexistence', 'showAll');
    await commands.executeCommand('standIn.docker.speak', true);
    const document = await openText(lowercaseAs);
    ok(
      (await found(document)).some((each) => textAt(document, each) === 'as'),
      'no finding on `as`',
    );
  });

  test('instructions are completed once', async () => {
    await running();
    const labels = await completionsAfter('FROM scratch\n');
    equal(labels.filter((label) => label === 'RUN').length, 1, 'times that RUN is offered');
    const mounts = await completionsAfter('FROM scratch\nRUN --');
    ok(mounts.includes('--mount='), `flags that only we know are missing: ${mounts.join()}`);
  });

  test('our formatter is registered only where the user wants all', async () => {
    const { server } = await running();
    const document = await openText('FROM scratch\n');
    const registered = (): boolean =>
      server.client()?.getFeature('textDocument/formatting').getProvider(document) !== undefined;
    equal(registered(), false, 'registered');
    await set('coexistence', 'showAll');
    await until(registered, 'it is registered');
    await set('coexistence', undefined);
    await until(() => !registered(), 'it is withdrawn');
  });

  test('other YAML is left to the YAML extension, and ours again where the user wants all', async () => {
    await running();
    const document = await openFile('robots/robot.yaml');
    const formatter = async (): Promise<boolean> =>
      (await running()).server.client()?.getFeature('textDocument/formatting').getProvider(document) !== undefined;
    equal(await formatter(), false, 'our formatter is registered');
    await set('coexistence', 'showAll');
    await until(() => findings(document.uri).length > 0, 'our finding');
    await until(formatter, 'our formatter');
    await set('coexistence', undefined);
    await until(() => findings(document.uri).length === 0, 'ours is gone');
  });

  test('the formatter of a language that nobody else formats stays', async () => {
    const { server } = await running();
    const document = await openText('A=1\n', 'dotenv');
    const provider = server.client()?.getFeature('textDocument/formatting').getProvider(document);
    ok(provider !== undefined, 'it is gone');
  });
});

/** Labels that are offered at the end of a text. */
async function completionsAfter(text: string): Promise<string[]> {
  const document = await openText(text);
  const list = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    document.lineAt(document.lineCount - 1).range.end,
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}
