/** What this browser sees and hears, and what it cannot. */
export type Devices = {
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
  /** How many cameras there are to choose from. */
  cameras: number;
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

const listCameras = async () =>
  (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === "videoinput");

/** Opens the microphone alone; null where it does not open. */
export const openSound = (): Promise<MediaStreamTrack | null> =>
  open({ audio: true }).then(
    (sound) => sound.getAudioTracks()[0] ?? null,
    () => null,
  );

/** Opens camera and microphone; where there is no picture, the microphone alone. */
export async function openDevices(): Promise<Devices> {
  try {
    const both = await open({ audio: true, video: { ...SMALL, facingMode: "user" } });
    const [audio = null, video = null] = [both.getAudioTracks()[0], both.getVideoTracks()[0]];
    return { audio, video, cameras: (await listCameras()).length, fault: null };
  } catch (error) {
    return { audio: await openSound(), video: null, cameras: 0, fault: faultOf(error) };
  }
}

/** Opens the camera after this one: the other side of a phone, the next one of a computer; this one again where the other does not open. Null when none does. */
export async function nextCamera(current: MediaStreamTrack | null): Promise<MediaStreamTrack | null> {
  const cameras = await listCameras();
  const settings = current?.getSettings();
  const at = cameras.findIndex(({ deviceId }) => deviceId === settings?.deviceId);
  const next = cameras[(at + 1) % cameras.length];
  if (!next) return null;
  // Two cameras of a phone are seldom open at once.
  current?.stop();
  const facing = settings?.facingMode === "user" ? "environment" : "user";
  const wishes: MediaTrackConstraints[] = [
    ...(settings?.facingMode ? [{ facingMode: { exact: facing } }] : []),
    { deviceId: { exact: next.deviceId } },
    ...(settings?.deviceId ? [{ deviceId: settings.deviceId }] : []),
  ];
  for (const wish of wishes) {
    const opened = await open({ video: { ...SMALL, ...wish } }).catch(() => null);
    if (opened) return opened.getVideoTracks()[0] ?? null;
  }
  return null;
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
