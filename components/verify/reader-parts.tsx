type Words = { scan: string; file: string; fileHint: string };

/** Camera, picture and file: for whoever has scripts; hidden until they are there. */
export function ReaderParts({ words }: { words: Words }) {
  return (
    <div id="reader" hidden className="grid gap-3 pb-6">
      <button
        type="button"
        id="scan"
        className="inline-flex min-h-button w-full items-center justify-center gap-3 rounded-control border-2 border-accent bg-accent px-4 py-2 text-center text-line-title text-on-accent active:border-deep active:bg-deep active:text-on-deep"
      >
        {words.scan}
      </button>
      <video id="camera" hidden muted playsInline className="w-full border-2 border-edge" />
      <p id="reader-says" role="status" className="text-second empty:hidden" />
      <div className="grid gap-1">
        <label htmlFor="code-file" className="text-line-title">
          {words.file}
        </label>
        <p id="code-file-hint" className="text-ink-2 text-second">
          {words.fileHint}
        </p>
        <input
          id="code-file"
          type="file"
          aria-describedby="code-file-hint"
          accept="image/*,.smart-health-card,.txt,application/smart-health-card"
          className="min-h-button w-full max-w-full rounded-control border-2 border-edge bg-paper px-3 py-2 text-second file:mr-3 file:min-h-8 file:rounded-control file:border-0 file:bg-tint file:px-3 file:font-semibold file:text-accent"
        />
      </div>
    </div>
  );
}
