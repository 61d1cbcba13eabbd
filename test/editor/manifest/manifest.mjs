// What must hold of the extension's own files; needs no editor.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../harness/stage.mjs';
import { expand } from './snippet.mjs';

const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const manifest = json('package.json');
const { contributes } = manifest;

/** Where a snippet that is no whole file makes sense, by its prefix. */
const surroundings = [
  [/^(syntax|arg-version|stage|from-platform|stack-)/, ''],
  [/^(run-apk|user-alpine|health-wget)/, 'FROM alpine:3.22\n'],
  [/^run-dnf/, 'FROM fedora:43\n'],
  [/^run-zypper/, 'FROM opensuse/leap:16.0\n'],
  [/^(run-(npm|yarn|pnpm|npmrc|secret-env)|health-node)/, 'FROM node:24-slim\nWORKDIR /app\n'],
  [/^(run-(pip|uv|poetry|bind)|health-python)/, 'FROM python:3.13-slim\nWORKDIR /app\n'],
  [/^run-go/, 'FROM golang:1.26\nWORKDIR /src\n'],
  [/^run-cargo/, 'FROM rust:1\nWORKDIR /src\n'],
  [/^copy-from/, 'FROM debian:12-slim AS build\nFROM debian:12-slim\n'],
  [/./, 'FROM debian:12-slim\nWORKDIR /src\n'],
];

export const checks = {
  'every text of the manifest can be translated, and none is left over': () => {
    const texts = json('package.nls.json');
    const used = new Set([...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));
    assert.deepEqual(
      [...used].filter((key) => !(key in texts)),
      [],
      'missing',
    );
    assert.deepEqual(
      Object.keys(texts).filter((key) => !used.has(key)),
      [],
      'unused',
    );
    for (const { title, command } of contributes.commands) assert.match(title, /^%/, command);
  },

  'every text of the client can be translated': async () => {
    const { bundleOf } = await import('../../../scripts/l10n.mjs');
    assert.deepEqual(json('l10n/bundle.l10n.json'), await bundleOf(join(root, 'client/src')), 'run npm run generate');
  },

  'every file that the manifest names is there': () => {
    const media = contributes.walkthroughs.flatMap(({ steps }) => steps.map((step) => step.media.svg));
    for (const path of [manifest.icon, ...media, ...contributes.snippets.map(({ path }) => path)]) {
      assert.ok(existsSync(join(root, path)), path);
    }
  },

  'commands are few, named alike and in one category': () => {
    assert.ok(contributes.commands.length <= 25);
    for (const { command, category } of contributes.commands) {
      assert.match(command, /^platformBuilder\.[a-z]+\.[a-zA-Z]+$/);
      assert.equal(category, 'Platform Builder');
    }
  },

  'the walkthrough is short, and each step is completed by an event': () => {
    for (const { steps } of contributes.walkthroughs) {
      assert.ok(steps.length <= 6);
      for (const { id, completionEvents } of steps) assert.ok(completionEvents?.length > 0, id);
    }
  },

  'it starts for languages that it serves, and for files that it knows by name': () => {
    for (const event of manifest.activationEvents) {
      assert.match(
        event,
        /^(onLanguage:[\w-]+|workspaceContains:(?:\.github\/workflows\/\*|\.platform-builder)\.ya?ml)$/,
      );
    }
  },

  'paths outside of the workspace are settings of the machine, and restricted': () => {
    const paths = Object.entries(contributes.configuration.properties).filter(([name]) =>
      /\.tools\.|\.schemaUrls$/.test(name),
    );
    assert.ok(paths.length >= 2);
    for (const [name, { scope }] of paths) {
      assert.equal(scope, 'machine', name);
      assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes(name), name);
    }
  },

  'snippets have no problem that we would report': async () => {
    const { checkFiles } = createRequire(import.meta.url)(join(root, 'dist/index.js'));
    const problems = [];
    for (const [name, { prefix, body }] of Object.entries(json('snippets/dockerfile.json'))) {
      const [, before] = surroundings.find(([pattern]) => pattern.test(prefix[0]));
      const text = before + expand(body.join('\n')) + after(prefix[0]);
      const whole = prefix[0].startsWith('stack-');
      const { files } = await checkFiles(
        { Dockerfile: `${text}\n`, '.dockerignore': '.git\n' },
        { profile: whole ? 'strict' : 'recommended' },
      );
      for (const { rule, message, range } of files.flatMap((file) => file.diagnostics)) {
        if (!isAboutFiles(rule)) problems.push(`${name}, line ${range.start.line + 1}: ${message} [${rule}]`);
      }
    }
    assert.deepEqual(problems, []);
  },
};

/** What has to follow a snippet that does not end a file. */
function after(prefix) {
  if (prefix === 'syntax') return '\nFROM scratch';
  return /^(arg-version|stage$|from-platform)/.test(prefix) ? '\nUSER 10001' : '';
}

/** A snippet names files that only the user's project has. */
function isAboutFiles(rule) {
  return ['dockerfile/copy-source-missing', 'dockerfile/lockfile-missing'].includes(rule);
}
