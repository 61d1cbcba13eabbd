import { describe, expect, it } from 'vitest';
import { isHarmless, isPlaceholder, tokenFormat, urlCredentialsIn } from './values.js';

// Put together here, so that no scanner takes them for real.
const letters = 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789';

describe('values of secrets', () => {
  it.each([
    ['AWS access key', `key=AKIA${'Q3EGRIDLXPLQ7RWA'}`],
    ['GitHub token', `ghp_${letters}`],
    ['GitLab token', `glpat-${letters.slice(0, 20)}`],
    ['Slack token', `xoxb-${'123456789012'}-${'abcdefghij'}`],
    ['Google API key', `AIza${letters.slice(0, 35)}`],
    ['JSON web token', `Bearer eyJ${'hbGciOiJI'}.eyJ${'zdWIiOiIx'}.${letters}`],
    ['private key', ['-----BEGIN RSA ', 'PRIVATE KEY-----'].join('')],
  ])('a %s is known by its format', (format, text) => {
    expect(tokenFormat(text)).toBe(format);
  });

  it.each([
    'AKIAIOSFODNN7EXAMPLE',
    'ghp_short',
    'eyJ.eyJ.x',
    '-----BEGIN CERTIFICATE-----',
    'xAKIAQ3EGRIDLXPLQ7RWAx',
    '',
  ])('but not %s', (text) => {
    expect(tokenFormat(text)).toBeUndefined();
  });

  it('reads user and password of an address', () => {
    expect(urlCredentialsIn('postgres://app:x7Gh2@db:5432/app')).toEqual({ user: 'app', password: 'x7Gh2' });
    expect(urlCredentialsIn('--url=redis://:x7Gh2@cache')).toEqual({ user: '', password: 'x7Gh2' });
    expect(urlCredentialsIn('http://web:80/a@b')).toBeUndefined();
    expect(urlCredentialsIn('mailto:a:b@c')).toBeUndefined();
  });

  it('knows what asks to be replaced', () => {
    for (const value of ['changeme', 'change-this', 'CHANGE_ME', 'your-api-key', '<password>', 'xxxxx', 'example'])
      expect(isPlaceholder(value)).toBe(true);
    for (const value of ['x7Gh2kq9', 'mystery', 'testimony', '']) expect(isPlaceholder(value)).toBe(false);
  });

  it('leaves switches, paths and fingerprints', () => {
    for (const value of ['true', '', '42', '/run/secrets/a', './key.pem', 'certs/server.key'])
      expect(isHarmless('API_KEY', value)).toBe(true);
    expect(isHarmless('API_KEY', 'x7Gh2kq9')).toBe(false);
  });

  it('takes time that grows with the text alone', () => {
    const began = performance.now();
    for (const text of [
      'eyJ'.repeat(30_000),
      'a://'.repeat(30_000),
      '-----BEGIN A '.repeat(20_000),
      'my'.repeat(50_000),
    ]) {
      tokenFormat(text);
      urlCredentialsIn(text);
      isPlaceholder(text);
    }
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
