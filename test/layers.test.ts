import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bundles an entry for no platform at all, and gives what it is made of. */
async function ingredients(entry: string) {
  const { alias } = (await import('../scripts/bundles.mjs' as string)) as { alias: Record<string, string> };
  const result = await build({
    entryPoints: [entry],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    format: 'esm',
    alias,
    logLevel: 'silent',
  });
  return Object.entries(result.metafile.inputs).map(([path, { imports }]) => ({ path, imports }));
}

describe('layers', () => {
  it('the service needs no platform: it bundles without externals', async () => {
    const files = await ingredients('server/src/service.ts');
    const external = files.flatMap(({ path, imports }) =>
      imports.filter((one) => one.external).map((one) => `${path}: ${one.path}`),
    );
    expect(external).toEqual([]);
    expect(files.filter(({ path }) => /\/hosts\/|^client\//.test(path))).toEqual([]);
  });

  // Which folder of server/src may import which; a folder may always import itself.
  const allowed: Record<string, readonly string[]> = {
    core: [],
    shell: ['core'],
    workspace: ['core'],
    context: ['core'],
    dotenv: ['core'],
    expr: ['core'],
    images: ['core'],
    python: ['core'],
    secrets: ['core'],
    languages: ['core', 'context', 'dotenv', 'expr', 'images', 'python', 'secrets', 'shell', 'workspace', 'yaml'],
    yaml: ['core'],
  };

  it.each(Object.keys(allowed))('%s imports only what its layer may', async (layer) => {
    const files = await ingredients('server/src/service.ts');
    const wrong: string[] = [];
    for (const { path, imports } of files) {
      if (!path.startsWith(`server/src/${layer}/`)) continue;
      for (const one of imports) {
        const target = /^server\/src\/([^/]+)\//.exec(one.path)?.[1];
        if (target !== undefined && target !== layer && !allowed[layer]?.includes(target))
          wrong.push(`${path}: ${one.path}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('yaml-language-server is in its own program file only', async () => {
    const { bundle } = (await import('../scripts/bundles.mjs' as string)) as {
      bundle: (name: string, changes: object) => Promise<{ metafile: { inputs: Record<string, unknown> } }>;
    };
    const holders: string[] = [];
    for (const name of ['server', 'checker', 'serverWeb', 'cli', 'yaml']) {
      const { metafile } = await bundle(name, { absWorkingDir: root, write: false, metafile: true, minify: false });
      if (Object.keys(metafile.inputs).some((path) => /yaml-language-server|prettier/.test(path))) holders.push(name);
    }
    expect(holders).toEqual(['yaml']);
  }, 60_000);

  it('languages do not know each other', async () => {
    const files = await ingredients('server/src/service.ts');
    const wrong = files.flatMap(({ path, imports }) => {
      const own = /^server\/src\/languages\/([^/]+)\//.exec(path)?.[1];
      if (own === undefined) return [];
      return imports
        .map((one) => /^server\/src\/languages\/([^/]+)\//.exec(one.path)?.[1])
        .filter((other) => other !== undefined && other !== own)
        .map((other) => `${path}: ${other}`);
    });
    expect(wrong).toEqual([]);
  });

  it('the client imports nothing of the server but its messages', async () => {
    const wrong = readdirSync(`${root}client/src`, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .flatMap((path) =>
        [...readFileSync(`${root}client/src/${path}`, 'utf8').matchAll(/from '([^']*server\/src\/[^']*)'/g)].map(
          (match) => match[1],
        ),
      )
      .filter((target) => !target?.endsWith('/hosts/lsp/messages.js'));
    expect(wrong).toEqual([]);
  });
});
