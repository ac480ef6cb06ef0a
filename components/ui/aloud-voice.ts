type Voice = Pick<SpeechSynthesisVoice, "lang" | "localService">;

/**
 * A voice of this language that speaks on the phone itself: others send what they read to their maker, and a page of the book
 * is nobody's to hear. Null where the browser names none such: one that it would choose by itself may be another's.
 */
export function voiceFor<One extends Voice>(voices: readonly One[], language: string): One | null {
  return voices.find(({ lang, localService }) => localService && lang.startsWith(language)) ?? null;
}

const PATIENCE_MS = 2_000;

/** The voices of the browser; some name them only a while after they were asked. */
export async function voicesOf(speech: Pick<SpeechSynthesis, "getVoices" | "addEventListener">) {
  if (speech.getVoices().length > 0) return speech.getVoices();
  await new Promise<void>((named) => {
    speech.addEventListener?.("voiceschanged", () => named(), { once: true });
    setTimeout(named, PATIENCE_MS);
  });
  return speech.getVoices();
}
