/** How a list names a certificate that was taken back (EU DCC revocation, kind UCI): half the SHA-256 of its identifier, in base64. */
export async function revocationMark(identifier: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(identifier));
  return btoa(String.fromCharCode(...new Uint8Array(hash).slice(0, 16)));
}
