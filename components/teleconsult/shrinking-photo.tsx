"use client";

import type { ComponentProps, FormEvent } from "react";
import { PhotoField } from "#components/ui/photo-field.tsx";
import { smallerPhoto } from "./smaller-photo.ts";

async function shrink({ target: input }: FormEvent) {
  if (!(input instanceof HTMLInputElement)) return;
  const [file] = input.files ?? [];
  if (!file) return;
  const smaller = await smallerPhoto(file);
  // Another one may have been chosen meanwhile.
  if (smaller.size >= file.size || input.files?.[0] !== file) return;
  const carried = new DataTransfer();
  carried.items.add(new File([smaller], "photo.jpg", { type: "image/jpeg" }));
  input.files = carried.files;
}

/** A photo field whose photo is made smaller on the phone before it is sent. Without scripts it goes as it is. */
export function ShrinkingPhoto(props: ComponentProps<typeof PhotoField>) {
  return (
    <div onChange={shrink}>
      <PhotoField {...props} />
    </div>
  );
}
