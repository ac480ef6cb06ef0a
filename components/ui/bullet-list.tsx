/** Short lines that need no order. */
export function BulletList({ items }: { items: readonly string[] }) {
  return (
    <ul className="list-disc pl-[1.125rem]">
      {items.map((item) => (
        <li key={item} className="py-1">
          {item}
        </li>
      ))}
    </ul>
  );
}
