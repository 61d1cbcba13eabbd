import { closeAll, equal, findings, found, lowercaseAs, ok, openText, pause, running, set, until } from './support.js';

suite('settings', () => {
  teardown(async () => {
    await closeAll();
    for (const name of ['enable', 'profile', 'rules', 'languages.dockerfile.enabled']) await set(name, undefined);
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
});
