import type { ReactNode } from "react";

type File = { sharedId: string; kind: string };
type Props = {
  files: readonly File[];
  words: { photo: string; pdf: string };
  /** What may be done with each. */
  children: (file: File) => ReactNode;
};

/** Files that were shared into the book and wait: each as it looks, a PDF by its name. */
export function SharedFiles({ files, words, children }: Props) {
  return (
    <ul className="grid grid-cols-1 gap-6">
      {files.map((file) => {
        const address = `/share/files/${file.sharedId}`;
        return (
          <li key={file.sharedId} className="grid grid-cols-1 gap-3">
            {file.kind === "image/jpeg" ? (
              // biome-ignore lint/performance/noImgElement: sent to one person, in nobody's cache
              <img
                src={address}
                alt={words.photo}
                className="max-h-[20rem] w-full border border-rule bg-ground object-contain"
              />
            ) : (
              <a href={address} className="inline-flex min-h-target items-center">
                {words.pdf}
              </a>
            )}
            {children(file)}
          </li>
        );
      })}
    </ul>
  );
}
