/** A heading and a sentence under the layout that every page has: the least that Next can show. */
export default function Page() {
  return (
    <main className="p-4">
      <h1>Sổ sức khỏe Bình Sơn</h1>
      <p>Một trang không có gì để đọc.</p>
    </main>
  );
}
