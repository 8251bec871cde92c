// SPDX-License-Identifier: MIT
// Dark or light, before the first paint. No module: those run after the page is there, and it would flash.

(() => {
  const key = "wavesink.theme";
  const chosen = () => {
    try {
      const word = JSON.parse(localStorage.getItem(key));
      return word === "dark" || word === "light" ? word : null;
    } catch {
      return null; // A browser that keeps nothing follows the system.
    }
  };
  const light = matchMedia("(prefers-color-scheme: light)");
  const apply = () => {
    document.documentElement.dataset.theme = chosen() ?? (light.matches ? "light" : "dark");
  };
  light.addEventListener("change", apply);
  addEventListener("wavesink-theme", apply);
  addEventListener("storage", apply);
  apply();
})();
