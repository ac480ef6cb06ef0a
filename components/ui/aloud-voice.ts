type Voice = Pick<SpeechSynthesisVoice, "lang" | "localService">;

/**
 * A voice of this language that speaks on the phone itself: others send what they read to their maker, and a page of the book
 * is nobody's to hear. Undefined where the browser names none and chooses, null where it has others only.
 */
export function voiceFor<One extends Voice>(
  voices: readonly One[],
  language: string,
): One | null | undefined {
  if (voices.length === 0) return undefined;
  return voices.find(({ lang, localService }) => localService && lang.startsWith(language)) ?? null;
}
