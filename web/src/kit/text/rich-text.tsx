import { lazy, Suspense } from 'react';
import { TextSkeleton } from '../states/skeletons';

const MarkdownText = lazy(() => import('./markdown').then((module) => ({ default: module.MarkdownText })));

/** A text that people wrote, as they meant it to look. */
export function RichText({ text }: { text: string }) {
  return (
    <Suspense fallback={<TextSkeleton />}>
      <MarkdownText text={text} />
    </Suspense>
  );
}
