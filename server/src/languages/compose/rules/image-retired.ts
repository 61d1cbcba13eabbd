import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { isBuiltHere } from '../model/health.js';
import { type ImageText, imageTextOf } from '../model/image-texts.js';
import { placeWithin, valueAt } from '../model/value.js';
import { kafkaRole, type Retired, retiredImage } from '../retired-images.js';
import { composeRule, isHere, type Rule, relatedAt, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/image-retired', {
  summary: 'Image that its makers took away or gave up',
  why: `Some images can no longer be pulled, and the registry's answer ("pull access denied") hides why: MinIO's are gone from
Docker Hub, Bitnami's moved to \`bitnamilegacy\` and get no updates there, Elastic's never had a tag \`latest\`. Others are
there but at their end: Jaeger 1, and ZooKeeper beside a Kafka that no longer uses it.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'mixed',
  messages: {
    gone: 'Docker Hub has had no "{image}" since {since}. Take "{instead}".',
    moved:
      'The versions of "{image}" have been gone since {since}. They are frozen as "{instead}"; better take an image that is maintained.',
    ended: '"{image}" has had no updates since {since}. Take "{instead}", which works as one program.',
    'no-tag': '"{image}" has no tag "latest" and never had. Name a whole version.',
    zookeeper: 'Kafka in "{kafka}" has had no use for ZooKeeper since version 4. Take "{service}" out.',
  },
  fixes: { replace: 'Change to "{instead}"' },
  on: {
    project(project, ctx) {
      const services = [...project.services.values()];
      const kafka = services.find((one) => roleOf(imageTextOf(one)) === 'without-zookeeper');
      const olderKafka = services.some((one) => /(?:^|\/)(?:cp-)?kafka$/.test(nameOf(one)) && one !== kafka);
      for (const service of services) {
        const image = valueAt(service.value, 'build') ? undefined : imageTextOf(service);
        if (!image || (image.text.text !== undefined && isBuiltHere(project, image.text.text))) continue;
        const { text } = image;
        if (kafka && !olderKafka && roleOf(image) === 'zookeeper') {
          const params = { kafka: kafka.name, service: service.name };
          const related = [relatedAt(ctx, kafka.place, 'The Kafka that needs no ZooKeeper')];
          reportAt(ctx, text, 'zookeeper', params, { severity: 'warning', related });
          continue;
        }
        const retired = retiredImage(writtenOf(image));
        if (!retired) continue;
        const { kind, since, instead } = retired;
        // What is there under these names still can be pulled.
        const mild = kind === 'ended' || (kind === 'moved' && /^(?:latest)?$/.test(image.reference.tag ?? ''));
        const edit = isHere(ctx, text) ? edited(image, retired) : undefined;
        reportAt(
          ctx,
          text,
          kind,
          { image: shownName(image), since, instead },
          {
            ...(mild && { severity: 'warning' }),
            fix: edit && { title: 'replace', params: { instead }, edits: [edit], safe: retired.same },
          },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          files:
            image: ‹minio/minio:RELEASE.2025-09-07T16-13-09Z›
          client:
            image: ‹"docker.io/minio/mc:\${MC}"›
          db:
            image: ‹bitnami/postgresql:16› # for the charts
          traces:
            image: ‹jaegertracing/all-in-one:1.60›
          search:
            image: ‹elasticsearch›
          agent:
            image: ‹jaegertracing/jaeger-agent:1.60›
      `,
      {
        fixed: source`
          services:
            files:
              image: quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z
            client:
              image: "quay.io/minio/mc:\${MC}"
            db:
              image: bitnamilegacy/postgresql:16 # for the charts
            traces:
              image: jaegertracing/jaeger:2
            search:
              image: elasticsearch
            agent:
              image: jaegertracing/jaeger-agent:1.60
        `,
      },
    ),
    bad('services:\n  kafka:\n    image: apache/kafka:4.1.0\n  zookeeper:\n    image: ‹zookeeper:3.9›\n'),
    good(source`
      services:
        files:
          image: quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z
        own:
          image: bitnami/own:1
          build: .
        search:
          image: elasticsearch:9.1.0
        kafka:
          image: confluentinc/cp-kafka:7.9.0
        zookeeper:
          image: confluentinc/cp-zookeeper:7.9.0
        mirror:
          image: registry.example.com/bitnami/redis:8
    `),
  ],
});

function roleOf(image: ImageText | undefined): ReturnType<typeof kafkaRole> {
  return image && kafkaRole(writtenOf(image));
}

function nameOf(service: Parameters<typeof imageTextOf>[0]): string {
  return imageTextOf(service)?.reference.repository ?? '';
}

/** The reference, with a tag that stands for one that is not known. */
function writtenOf({ text, reference }: ImageText): string {
  return text.text ?? `${text.raw.slice(0, reference.nameEnd)}:unknown`;
}

function shownName({ text, reference }: ImageText): string {
  return (text.text ?? text.raw).slice(0, reference.nameEnd);
}

function edited({ text, reference }: ImageText, { instead, replacement, same }: Retired) {
  if (replacement === undefined || text.node.anchor || text.node.tag) return undefined;
  const { nameEnd } = reference;
  const written = text.raw.slice(0, nameEnd);
  // Where the tag comes out of a variable, the name before it still is written as it is.
  if (written.includes('$') || (text.text !== undefined && text.text.slice(0, nameEnd) !== written)) return undefined;
  if (same) return replace(placeWithin(text, 0, nameEnd).span, instead);
  return text.raw === text.text ? replaceScalar(text.node, replacement) : undefined;
}
