import type { FeatureContext, Link } from '../../../core/features.js';
import { imagePage } from '../../../images/page.js';
import { contextSources, findSource } from '../model/build-context.js';
import type { Dockerfile } from '../model/dockerfile.js';

/** Links from images to their pages, and from sources of COPY, ADD and bind mounts to the files. */
export function links(context: FeatureContext<Dockerfile>): readonly Link[] {
  const { document } = context;
  const found: Link[] = [];
  for (const stage of document.stages) {
    const image = stage.from?.image;
    if (!image || stage.base.kind !== 'image') continue;
    const url = imagePage(stage.base.reference);
    if (url !== undefined) {
      found.push({
        span: { start: image.start, end: image.end },
        target: { url },
        tooltip: 'Open the page of the image',
      });
    }
  }
  for (const instruction of document.instructions) {
    for (const source of contextSources(instruction)) {
      if (/[$*?[]/.test(source.text)) continue;
      const file = findSource(context.files, context.path, source.text);
      if (file?.kind !== 'file') continue;
      found.push({
        span: { start: source.start, end: source.end },
        target: { path: file.path },
        tooltip: 'Open the file',
      });
    }
    if (instruction.kind === 'ADD') {
      for (const { start, end, text } of instruction.sources) {
        if (/^https?:\/\/[^\s$]+$/.test(text)) {
          found.push({ span: { start, end }, target: { url: text }, tooltip: 'Open the address' });
        }
      }
    }
  }
  return found;
}
