import { expect, it } from 'vitest';
import { resolveConfig } from './config.js';
import { runRules } from './engine.js';
import { silentLog } from './log.js';
import { type Profile, ruleOf } from './rule.js';

const rule = ruleOf<{ file: undefined }, undefined>()('test/rule', {
  summary: '',
  why: '',
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: { always: 'always', strict: 'strict', all: 'all' },
  on: {
    file(_, ctx) {
      ctx.report({ start: 0, end: 0 }, 'always');
      ctx.report({ start: 1, end: 1 }, 'strict', {}, { profile: 'strict' });
      ctx.report({ start: 2, end: 2 }, 'all', {}, { profile: 'all' });
    },
  },
  examples: [],
});

async function messagesIn(profile: Profile): Promise<readonly string[]> {
  const layer = { profile, rules: new Map(), kubernetesVersion: undefined };
  const findings = await runRules(
    resolveConfig([rule], [], [layer]).rules,
    undefined,
    (_, emit) => {
      emit('file', undefined);
      return [];
    },
    {
      path: 'a',
      text: 'abc',
      files: { kind: () => undefined, list: () => undefined, read: () => undefined },
      graph: { of: () => undefined, references: () => [], definitions: () => [], complete: false },
      today: '2026-01-01',
      log: silentLog,
    },
  );
  return findings.map(({ message }) => message);
}

it('leaves out findings that are for a stricter profile', async () => {
  expect(await messagesIn('recommended')).toEqual(['always']);
  expect(await messagesIn('strict')).toEqual(['always', 'strict']);
  expect(await messagesIn('all')).toEqual(['always', 'strict', 'all']);
});
