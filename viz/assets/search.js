// The search box: a list of names below it, arrow keys and Enter, `/` from anywhere.

import { el, named, oneLine } from "./dom.js";
import { swatch } from "./details.js";

const WAIT_MS = 120;

/** Wires the box; `find(text)` gives [{node, match}] or a promise of it, `choose(node)` takes the reader there. */
export function createSearch(box, list, { style, find, choose }) {
  let hits = [];
  let active = -1;
  let asked = 0;
  let answered = "";
  let timer;

  async function look() {
    const text = box.value.trim();
    const mine = (asked += 1);
    if (text === "") return show([], "");
    try {
      const found = await find(text);
      if (mine !== asked) return undefined;
      answered = text;
      return show(found, found.length ? "" : `Nothing is called “${oneLine(text, 40)}” here.`);
    } catch (error) {
      return mine === asked ? show([], error.message) : undefined;
    }
  }

  function show(found, message) {
    hits = found;
    active = hits.length ? 0 : -1;
    const open = hits.length > 0 || message !== "";
    list.replaceChildren(...hits.map(option), ...(message ? [el("li", { class: "quiet", role: "presentation" }, message)] : []));
    list.hidden = !open;
    box.setAttribute("aria-expanded", String(open));
    mark();
  }

  function option({ node, match }, index) {
    const label = style.main(node.labels);
    const row = el("li", { role: "option", id: `hit-${index}`, "aria-selected": "false" },
      swatch(style.label(label)),
      el("span", { class: "hit" }, named(node.caption, 70), match && match !== node.caption ? el("span", { class: "quiet" }, "also ", named(match, 60)) : null),
      el("span", { class: "quiet" }, oneLine(node.properties?.kind || label, 30)));
    row.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(index);
    });
    return row;
  }

  function mark() {
    [...list.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === active)));
    if (active >= 0) {
      box.setAttribute("aria-activedescendant", `hit-${active}`);
      list.children[active].scrollIntoView({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  }

  function take(index) {
    const hit = hits[index];
    if (!hit) return;
    clearTimeout(timer);
    asked += 1;
    box.value = oneLine(hit.node.caption, 80);
    show([], "");
    box.blur();
    choose(hit.node);
  }

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT_MS);
  });
  box.addEventListener("focus", () => box.select());
  box.addEventListener("blur", () => show([], ""));
  box.addEventListener("keydown", async (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length) active = (active + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      clearTimeout(timer);
      if (!hits.length || answered !== box.value.trim()) await look();
      take(Math.max(active, 0));
    } else if (event.key === "Escape") {
      if (!list.hidden) event.stopPropagation();
      show([], "");
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLElement && event.target.matches("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.focus();
  });
}

/** A text without accents and case, to compare names as the server does. */
export function folded(text) {
  return String(text).normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
}
