import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { imageFacts } from '../../../images/base-images.js';
import { expandAt } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/eol-base-image', {
  summary: 'Base image that no longer gets security updates',
  why: `When a release of a language or distribution reaches its end of life, its images are no longer built: known holes stay
open, and package repositories move to archives, so that builds break. Move to a release that is still maintained.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    ended: '{product} {cycle}, which "{image}" is built on, has had no updates since {date}. Move to a newer release.',
    replaced: 'The image "{image}" is no longer maintained. Use "{replacement}" instead.',
  },
  fixes: { next: 'Use "{image}:{tag}"' },
  on: {
    FROM(from, ctx) {
      const { image } = from;
      const base = ctx.document.stageOf[from.index]?.base;
      if (!image || base?.kind !== 'image') return;
      const { reference, text } = base;
      if (reference.tag === undefined && reference.digest !== undefined) return;
      const facts = imageFacts(reference.repository, reference.tag);
      if (!facts) return;
      const { endOfLife, deprecated } = facts;
      const literal =
        expandAt(ctx.document, from, image).refs.length === 0 && image.end - image.start === image.text.length;
      const name = text.slice(0, reference.nameEnd);
      if (deprecated) {
        const nameSpan = { start: image.start, end: image.start + reference.nameEnd };
        ctx.report(literal ? nameSpan : image, 'replaced', { image: name, replacement: deprecated.replacement });
        return;
      }
      if (!endOfLife || reference.tag === undefined || endOfLife.date > ctx.today) return;
      const tagSpan = { start: image.start + reference.nameEnd + 1, end: image.start + text.length };
      const { product, cycle, date, nextTag } = endOfLife;
      ctx.report(
        literal ? { ...tagSpan, end: tagSpan.start + reference.tag.length } : image,
        'ended',
        { product: productNames[product] ?? product, cycle, date, image: `${name}:${reference.tag}` },
        {
          fix:
            nextTag !== undefined && literal && reference.digest === undefined
              ? { title: 'next', params: { image: name, tag: nextTag }, edits: [replace(tagSpan, nextTag)] }
              : undefined,
        },
      );
    },
  },
  examples: [
    bad('FROM node:‹16-alpine›\n'),
    bad('FROM debian:‹buster-slim› AS base\n', { fixed: 'FROM debian:bookworm-slim AS base\n' }),
    bad('FROM python:‹3.8›\n'),
    bad('FROM ‹openjdk›:17\n'),
    bad(source`
      ARG VERSION=18.04
      FROM ‹ubuntu:$VERSION›
    `),
    good('FROM node:24-slim\n'),
    good('FROM node:16\n', { today: '2022-01-01' }),
    good('FROM debian\n'),
    good('FROM debian@sha256:0000000000000000000000000000000000000000000000000000000000000000\n'),
    good('FROM registry.example.com/team/node:16\n'),
  ],
});

/** Products whose name in a sentence is not the id in the table. */
const productNames: Readonly<Record<string, string>> = {
  almalinux: 'AlmaLinux',
  alpine: 'Alpine Linux',
  amazonlinux: 'Amazon Linux',
  centos: 'CentOS',
  debian: 'Debian',
  dotnet: '.NET',
  elixir: 'Elixir',
  erlang: 'Erlang/OTP',
  fedora: 'Fedora',
  go: 'Go',
  mariadb: 'MariaDB',
  mongodb: 'MongoDB',
  mysql: 'MySQL',
  nodejs: 'Node.js',
  opensuse: 'openSUSE Leap',
  oraclelinux: 'Oracle Linux',
  perl: 'Perl',
  php: 'PHP',
  postgresql: 'PostgreSQL',
  python: 'Python',
  rabbitmq: 'RabbitMQ',
  redis: 'Redis',
  rockylinux: 'Rocky Linux',
  ruby: 'Ruby',
  tomcat: 'Tomcat',
  ubuntu: 'Ubuntu',
  valkey: 'Valkey',
};
