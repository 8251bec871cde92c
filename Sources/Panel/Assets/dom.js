// SPDX-License-Identifier: MIT
// Elements in a line of code. Styles go through classes and CSSOM alone: the page's policy forbids them in attributes.

const svgSpace = "http://www.w3.org/2000/svg";
let lastId = 0;

/** An id that nothing else on the page has. */
export const uniqueId = (word) => `${word}-${++lastId}`;

/** An element. Of `attributes`, those that begin with "on" are listeners, true and false stand for there and not there. */
export function h(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same for drawings. */
export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(svgSpace, name), attributes, children);
}

function filled(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else attribute(element, key, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Sets an attribute where it is another: nothing is laid out or read out anew for nothing. */
export function attribute(element, name, value) {
  const text = value === true ? "" : value;
  if (value === false || value === null || value === undefined) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
  } else if (element.getAttribute(name) !== String(text)) {
    element.setAttribute(name, text);
  }
}

/** Sets a text where it is another. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** A text for screen readers alone. */
export const spoken = (text) => h("span", { class: "spoken" }, text);

/** Whether letters that are pressed belong to a field. */
export function isTyping(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

/** Makes the children of `parent` those of `items`, keeping elements by key: what has the focus keeps it. */
export function keyed(parent, items, key, make, update) {
  const present = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const item of items) {
    const name = String(key(item));
    let child = present.get(name);
    if (child) present.delete(name);
    else {
      child = make(item);
      child.dataset.key = name;
    }
    update?.(child, item);
    if (child === place) place = place.nextElementSibling;
    else parent.insertBefore(child, place);
  }
  for (const child of present.values()) child.remove();
}
