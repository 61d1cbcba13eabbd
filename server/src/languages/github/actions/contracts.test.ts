import { describe, expect, it } from 'vitest';
import { contractOf, knownActions, majorsOf, newestMajor, shaOf, tagsOfSha } from './contracts.js';

const inputs = (slug: string, ref: string) => [...(contractOf(slug, ref)?.inputs.values() ?? [])];
const input = (slug: string, ref: string, name: string) => contractOf(slug, ref)?.inputs.get(name);

describe('the table of contracts', () => {
  it.each(knownActions())('is well formed for %s', (slug) => {
    expect(slug).toMatch(/^[\w.-]+\/[\w./-]+$/);
    const majors = majorsOf(slug);
    expect(majors.length).toBeGreaterThan(0);
    for (const { ref, tag, sha, date, read } of majors) {
      expect(ref).toMatch(/^[\w./-]+$/);
      expect(tag).toMatch(/^[\w./-]+$/);
      if (sha !== undefined) expect(sha).toMatch(/^[0-9a-f]{40}$/);
      expect(date).toMatch(/^20[12]\d-[01]\d-[0-3]\d$/);
      const contract = contractOf(slug, ref);
      expect(contract !== undefined, ref).toBe(read);
      if (contract === undefined) continue;
      expect(contract.using).toMatch(/^(node(12|16|20|24)|composite|docker|plugin)$/);
      for (const [key, { name, required, default: value, values, type }] of contract.inputs) {
        expect(key).toBe(name.toLowerCase());
        expect(name).toMatch(/^[\w. -]+$/);
        if (required) expect(value).toBeUndefined();
        if (type === 'boolean') expect(value).toMatch(/^(true|false)$/i);
        if (values !== undefined) expect(values.length).toBeGreaterThan(1);
      }
      if (contract.outputs !== 'dynamic') {
        for (const output of contract.outputs) expect(output).toMatch(/^[\w.-]+$/);
      }
    }
  });
});

describe('contractOf', () => {
  it('knows what a major requires, and what it defaults to', () => {
    expect(input('actions/cache', 'v4', 'key')).toEqual({ name: 'key', required: true });
    expect(input('actions/checkout', 'v4', 'fetch-depth')?.default).toBe('1');
    expect(input('actions/checkout', 'v4', 'persist-credentials')?.type).toBe('boolean');
    expect(contractOf('actions/checkout', 'v4')?.outputs).toEqual(['ref', 'commit']);
  });

  it('follows the changes from one major to the next', () => {
    expect(input('actions/setup-go', 'v2', 'stable')).toBeDefined();
    expect(input('actions/setup-go', 'v3', 'stable')).toBeUndefined();
    expect(input('actions/setup-go', 'v3', 'cache')?.default).toBe('false');
    expect(input('actions/setup-go', 'v4', 'cache')?.default).toBe('true');
  });

  it('takes tags, releases, commits and any case of the name', () => {
    const sha = shaOf('actions/checkout', 'v4');
    expect(sha).toMatch(/^[0-9a-f]{40}$/);
    for (const ref of ['v4', '4', 'v4.1.0', 'releases/v4', sha ?? '']) {
      expect(contractOf('Actions/Checkout', ref)?.ref, ref).toBe('v4');
    }
    expect(contractOf('actions/cache/save', 'v4')?.inputs.has('restore-keys')).toBe(false);
  });

  it('judges a release by all releases of its major', () => {
    expect(contractOf('actions/setup-go', 'v6.0.0')?.using).toBe('node20');
    expect(contractOf('actions/setup-go', 'v6')?.using).toBe('node24');
  });

  it('does not know what was not read', () => {
    for (const ref of ['v99', 'v4.99.0', 'main', '', 'v', '@', 'f'.repeat(40), `v${'9'.repeat(400)}`]) {
      expect(contractOf('actions/checkout', ref), ref).toBeUndefined();
    }
    expect(contractOf('nobody/nothing', 'v1')).toBeUndefined();
    expect(contractOf('__proto__', 'v1')).toBeUndefined();
    expect(inputs('', '')).toEqual([]);
  });

  it('says that outputs are dynamic where their names come from the inputs', () => {
    expect(contractOf('actions/github-script', 'v7')?.outputs).toBe('dynamic');
  });
});

describe('tags and commits', () => {
  it('lead to each other', () => {
    const newest = newestMajor('actions/checkout');
    expect(newest?.moving).toBe(true);
    expect(tagsOfSha('actions/checkout', newest?.sha ?? '')).toEqual([newest?.tag, newest?.ref]);
    expect(shaOf('actions/checkout', newest?.tag ?? '')).toBe(newest?.sha);
    expect(tagsOfSha('actions/checkout', 'f'.repeat(40))).toEqual([]);
    expect(shaOf('actions/checkout', 'v4.0.0')).toBeUndefined();
  });
});
