import { Button } from "#components/ui/button.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { Tag } from "#components/ui/tag.tsx";

type Props = {
  devices: readonly { id: string; name: string; thisOne: boolean; since: string; seen: string }[];
  thisWord: string;
  endWord: string;
  end: (form: FormData) => Promise<void>;
};

/** Every device that is signed in, and a way to sign each of the others out. */
export function Devices({ devices, thisWord, endWord, end }: Props) {
  return (
    <ul>
      {devices.map((device) => (
        <EntryRow
          key={device.id}
          title={device.name}
          tag={device.thisOne ? <Tag line="filled">{thisWord}</Tag> : undefined}
        >
          <p>{device.since}</p>
          <p>{device.seen}</p>
          {device.thisOne ? null : (
            <form action={end}>
              <input type="hidden" name="sessionId" value={device.id} />
              <Button kind="plain">{endWord}</Button>
            </form>
          )}
        </EntryRow>
      ))}
    </ul>
  );
}
