// SPDX-License-Identifier: MIT
// Addresses of the panel's server.

/** A path with the token of the link that the page was opened by, where it has one. */
export function address(path, values = {}) {
  const parameters = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(values)) parameters.set(name, value);
  const query = parameters.toString();
  return query ? `${path}?${query}` : path;
}

/** The answer of the server; where it refuses, its sentence is thrown. `early` is called with the share of `body` that is sent. */
export async function fetched(path, { values, early, ...options } = {}) {
  let response;
  try {
    response = await (early ? sent(address(path, values), options, early) : fetch(address(path, values), options));
  } catch {
    throw new Error("The panel's server does not answer.");
  }
  if (!response.ok) throw new Error((await response.text()).trim() || `The panel's server answers ${response.status}.`);
  return response.json();
}

/** As `fetch`, which does not tell how much of a file has left. */
function sent(url, { method, body }, early) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.upload.addEventListener("progress", ({ loaded, total }) => early(loaded / (total || 1)));
    request.addEventListener("load", () => resolve(new Response(request.response, { status: request.status })));
    request.addEventListener("error", reject);
    request.send(body);
  });
}
