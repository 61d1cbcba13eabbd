import { env, Uri, workspace } from 'vscode';

/** Messages of the rules in the editor's language, where they were translated: `l10n/server.<language>.json`. */
export async function loadTranslations(extension: Uri): Promise<Readonly<Record<string, string>> | undefined> {
  const [general] = env.language.split('-');
  if (general === 'en') return undefined;
  for (const language of new Set([env.language, general])) {
    try {
      const file = Uri.joinPath(extension, 'l10n', `server.${language}.json`);
      return JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(file)));
    } catch {
      // Not translated into this one.
    }
  }
  return undefined;
}
