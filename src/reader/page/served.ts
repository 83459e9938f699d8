/**
 * What the page's own server has at a relative address.
 * @throws when it has nothing there, or is gone.
 */
export async function served(address: string): Promise<Response> {
  const response = await window.fetch(address);
  if (!response.ok) throw new Error(`${address} cannot be read (${String(response.status)})`);
  return response;
}
