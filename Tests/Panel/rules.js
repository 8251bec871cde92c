// SPDX-License-Identifier: MIT
// Rules of accessibility, looked at in the page: each gives a list of what breaks it.
(() => {
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0;
  const told = (element) => {
    const name = element.getAttribute("aria-label") ?? element.textContent.trim().slice(0, 40);
    return `${element.tagName.toLowerCase()}.${element.className} "${name}"`;
  };
  const number = (text) => (text.match(/[\d.]+/g) ?? []).map(Number);
  /** A colour as the browser computes it: rgb(), or color(srgb …) of a mixture. */
  const colour = (text) => {
    const [red, green, blue, alpha = 1] = number(text.replace("srgb", ""));
    const scale = text.startsWith("color(") ? 255 : 1;
    return [red * scale, green * scale, blue * scale, alpha];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((value, index) => value * a + under[index] * (1 - a));
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.unshift(colour(getComputedStyle(at).backgroundColor));
    return layers.reduce((under, layer) => over(layer, under), [255, 255, 255]);
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const elements = new Set();
    while (walker.nextNode()) if (walker.currentNode.data.trim()) elements.add(walker.currentNode.parentElement);
    return [...elements, ...document.querySelectorAll("input, select")].filter((element) => seen(element) && !element.closest(".spoken, :disabled, noscript, option, .skip"));
  };
  const stops = () => [...document.querySelectorAll("a[href], button, input, select, textarea, [tabindex]")]
    .filter((element) => seen(element) && element.tabIndex >= 0 && !element.disabled);

  window.rules = {
    stops,
    told,
    contrast: () => texts().flatMap((element) => {
      const style = getComputedStyle(element);
      const under = ground(element);
      const ratio = contrast(over(colour(style.color), under), under);
      const size = parseFloat(style.fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      return ratio < (isLarge ? 3 : 4.5) ? [`${told(element)}: ${ratio.toFixed(2)}`] : [];
    }),
    duplicateIds: () => {
      const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
      return ids.filter((id, index) => ids.indexOf(id) !== index);
    },
    /** Names that point nowhere. */
    brokenReferences: () => ["aria-labelledby", "aria-controls", "for"].flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].filter((element) => element.getAttribute(name).split(" ").some((id) => !document.getElementById(id))).map(told)),
    /** A placeholder is no name: it is gone when it is needed. */
    unlabelled: () => [...document.querySelectorAll("input, select")].filter((element) => seen(element) && element.labels.length === 0 && !element.matches("[aria-label], [aria-labelledby], [aria-hidden]")).map(told),
    /** Smaller than a finger. Keys of a piano are as wide as they are. */
    small: (least) => stops().filter((element) => !element.matches("[data-piano-key], pre, main, .skip, [role=group]")).flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      return width < least - 0.5 || height < least - 0.5 ? [`${told(element)}: ${width.toFixed(0)} × ${height.toFixed(0)}`] : [];
    }),
    overflow: () => {
      const view = document.querySelector("main > :not([hidden])");
      return [document.documentElement, view].filter((element) => element.scrollWidth > element.clientWidth + 1).map((element) => `${told(element).slice(0, 30)}: ${element.scrollWidth} > ${element.clientWidth}`);
    },
  };
})();
