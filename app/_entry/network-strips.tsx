import { NetworkStrip } from "#components/shell/network-strip.tsx";

type Props = { words: { cut: string; slow: string } };

/**
 * Said by the page itself: that its end never came (`globals.css` knows its end by the last script), and that something is
 * long on its way (`register.ts`). A medicine that is missing from half a page is not seen to be missing.
 */
export function NetworkStrips({ words }: Props) {
  return (
    <>
      <section aria-label={words.cut} className="cut-off absolute inset-x-0 top-0 z-20 tall:fixed">
        <NetworkStrip>{words.cut}</NetworkStrip>
      </section>
      <div id="slow" role="alert" hidden className="absolute inset-x-0 top-0 z-20 tall:fixed">
        <NetworkStrip>{words.slow}</NetworkStrip>
      </div>
    </>
  );
}
