/** Nothing but the layout that every page has: the floor under the weight of the pages. */
export default function Page() {
  return <main />;
}
