// SPDX-License-Identifier: MIT
// Addresses of the panel's server.

/** A path with the token of the link that the page was opened by, where it has one. */
export function address(path, values = {}) {
  const parameters = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(values)) parameters.set(name, value);
  const query = parameters.toString();
  return query ? `${path}?${query}` : path;
}

/** The answer of the server; where it refuses, its sentence is thrown. */
export async function fetched(path, { values, ...options } = {}) {
  let response;
  try {
    response = await fetch(address(path, values), options);
  } catch {
    throw new Error("The panel's server does not answer.");
  }
  if (!response.ok) throw new Error((await response.text()).trim() || `The panel's server answers ${response.status}.`);
  return response.json();
}
