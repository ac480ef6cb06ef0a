/** What this browser sees and hears, and what it cannot. */
export type Devices = {
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
  fault: DeviceFault | null;
};
/** Why a camera or a microphone does not open: refused by its owner, not there, held by another program, or else. */
export type DeviceFault = "denied" | "none" | "busy" | "other";

const SMALL = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 24, max: 30 } };

const faults: Record<string, DeviceFault> = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "none",
  OverconstrainedError: "none",
  NotReadableError: "busy",
  AbortError: "busy",
};
const faultOf = (error: unknown): DeviceFault => faults[error instanceof Error ? error.name : ""] ?? "other";

const open = (wanted: MediaStreamConstraints) => navigator.mediaDevices.getUserMedia(wanted);

/** Opens camera and microphone; where there is no picture, the microphone alone. */
export async function openDevices(): Promise<Devices> {
  try {
    const both = await open({ audio: true, video: { ...SMALL, facingMode: "user" } });
    return { audio: both.getAudioTracks()[0] ?? null, video: both.getVideoTracks()[0] ?? null, fault: null };
  } catch (error) {
    const fault = faultOf(error);
    try {
      const sound = await open({ audio: true });
      return { audio: sound.getAudioTracks()[0] ?? null, video: null, fault };
    } catch {
      return { audio: null, video: null, fault };
    }
  }
}

/** Opens the camera after this one: the other side of a phone, the next one of a computer; null when there is no other. */
export async function nextCamera(current: MediaStreamTrack | null): Promise<MediaStreamTrack | null> {
  const cameras = (await navigator.mediaDevices.enumerateDevices()).filter(
    ({ kind }) => kind === "videoinput",
  );
  const settings = current?.getSettings();
  const at = cameras.findIndex(({ deviceId }) => deviceId === settings?.deviceId);
  const next = cameras[(at + 1) % cameras.length];
  if (!next) return null;
  // Two cameras of a phone are seldom open at once.
  current?.stop();
  const facing = settings?.facingMode === "user" ? "environment" : "user";
  const wanted = settings?.facingMode ? { facingMode: facing } : { deviceId: next.deviceId };
  const [track] = (await open({ video: { ...SMALL, ...wanted } })).getVideoTracks();
  return track ?? null;
}

/** Tells ten times a second how loud the microphone hears, 0 to 1, until the returned function is called. */
export function followLevel(track: MediaStreamTrack, tell: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const wave = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(wave);
    const power = wave.reduce((sum, one) => sum + one * one, 0) / wave.length;
    tell(Math.min(1, Math.sqrt(power) * 4));
  }, 100);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}
