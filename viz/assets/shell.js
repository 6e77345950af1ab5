// What both pages do alike: select, focus, expand, filter, keyboard; where answers come from is the page's `source`.

import { createCanvas } from "./canvas.js";
import { counted, el, oneLine } from "./dom.js";
import { edgeDetails, nodeDetails, welcome } from "./details.js";
import { createGraph, degreeOf, isContested, modalityOf } from "./graph.js";
import { drawLegend } from "./legend.js";
import { createSearch } from "./search.js";
import { createStyle } from "./style.js";

const MANY = 1200;
const NARROW = 760;

/**
 * The page at work. `source` answers: find(text), about(id), claims(edge), hasClaims(edge), paper(id), intro(graph),
 * countLine(shown, lines), and, where there is a server, neighbourhood(id, type, direction), resolve(address),
 * nameOf(id) and remember(target).
 */
export function createShell(source) {
  const place = (id) => document.getElementById(id);
  const style = createStyle(JSON.parse(place("clew-style").textContent));
  const graph = createGraph(style);
  const view = { style, graph, selected: null, hovered: null, focus: null };
  let told = null; // what the source answered about the selection; null while it loads
  const name = (id) => graph.nodes.get(id)?.caption ?? source.nameOf?.(id) ?? null;
  const context = { style, graph, name, paper: source.paper, select, expand: source.neighbourhood ? expand : null };
  const canvas = createCanvas(place("network"), view, {
    select: (target) => select(target),
    expand: (id) => context.expand?.(id),
    hover,
    progress: (part) => say(part < 1 ? `Arranging… ${Math.round(part * 100)} %` : ""),
    room,
  });

  createSearch(place("search"), place("found"), { style, find: source.find, choose: (node) => visit(node.id) });
  place("fit").addEventListener("click", () => canvas.fit());
  place("zoom-in").addEventListener("click", () => canvas.zoom(1.3));
  place("zoom-out").addEventListener("click", () => canvas.zoom(1 / 1.3));
  place("legend").addEventListener("toggle", () => canvas.draw());
  place("theme").addEventListener("click", switchTheme);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", refresh);
  document.addEventListener("keydown", shortcut);
  if (window.innerWidth < NARROW) place("legend").removeAttribute("open");

  /** Draws the first picture; the reader finds it whole and at rest. */
  async function start(subgraph) {
    const fresh = graph.add(subgraph);
    await canvas.grow(fresh);
    refresh();
    canvas.fit(null, true);
    document.body.dataset.state = "ready";
  }

  /** Chooses a node or an edge, or nothing: shows its surroundings and fills the panel. */
  async function select(target, centre = false) {
    const same = target?.kind === view.selected?.kind && target?.id === view.selected?.id;
    view.selected = target;
    view.focus = focusOf(target);
    canvas.draw();
    source.remember?.(target);
    if (same && !centre) return;
    if (centre && target?.kind === "node") canvas.fit(surroundings(target.id));
    told = null;
    fill();
    place("details").scrollTop = 0;
    await ask(target);
  }

  // Asks the source about the selection and shows the answer, unless the reader has gone on by then.
  async function ask(target) {
    if (target === null || (target.kind === "edge" && !source.hasClaims(target.id))) return;
    try {
      const answer = target.kind === "node" ? await source.about(target.id) : await source.claims(target.id);
      if (view.selected !== target) return;
      told = answer;
      fill();
    } catch (error) {
      if (view.selected === target) place("panel").append(el("p", { class: "notice", role: "alert" }, error.message));
    }
  }

  /** Goes to a node by any of its addresses, fetching its surroundings when it is not on the canvas. */
  async function visit(address) {
    try {
      const id = graph.nodes.has(address) ? address : await source.resolve(address);
      if (!graph.nodes.has(id)) await expand(id);
      if (!graph.nodes.has(id)) return;
      showLabelOf(id);
      const done = select({ kind: "node", id }, true);
      // At once: a focus that moves when the answer comes would take the keyboard from whoever types by then.
      heading()?.focus({ preventScroll: true });
      await done;
    } catch (error) {
      say(error.message, 8000);
    }
  }

  async function expand(id, type = null, direction = null) {
    say("Loading relations…");
    try {
      const fresh = graph.add(await source.neighbourhood(id, type, direction));
      await canvas.grow(fresh, fresh.includes(id) ? null : id);
      const found = fresh.length ? `${counted(fresh.length, "new name")} on the canvas` : "Everything is on the canvas already";
      refresh();
      say(found, 4000);
      if (view.selected?.kind === "node") await ask(view.selected);
    } catch (error) {
      say(error.message, 8000);
    }
  }

  // The panel, anew. Who was reading in it with the keyboard goes on at its heading.
  function fill() {
    const within = place("panel").contains(document.activeElement);
    const close = view.selected && el("button", { type: "button", class: "close", "aria-label": "Close details", onclick: () => select(null) }, "×");
    place("panel").replaceChildren(...[close, content()].flat(Infinity).filter(Boolean));
    if (within) heading()?.focus({ preventScroll: true });
  }

  function content() {
    const { kind, id } = view.selected ?? {};
    if (kind === "node") return nodeDetails(graph.nodes.get(id), context, told);
    if (kind === "edge") return edgeDetails(graph.edges.get(id), context, source.hasClaims(id) ? told : undefined);
    return welcome(context, source.intro(graph));
  }

  function heading() {
    return place("panel").querySelector("h2");
  }

  function refresh() {
    drawLegend(place("legend-body"), view, refresh);
    const shown = [...graph.nodes.keys()].filter((id) => graph.nodeShown(id)).length;
    const lines = [...graph.edges.values()].filter((edge) => graph.edgeShown(edge)).length;
    place("count").replaceChildren(source.countLine(shown, lines));
    view.focus = focusOf(view.selected);
    canvas.draw();
    fill();
  }

  function showLabelOf(id) {
    if (graph.hidden.labels.delete(graph.mainLabel(id))) refresh();
  }

  function surroundings(id) {
    return [id, ...graph.edgesOf(id).filter(graph.edgeShown).map((edge) => graph.otherEnd(edge, id))];
  }

  function focusOf(target) {
    if (!target) return null;
    if (target.kind === "edge") {
      const edge = graph.edges.get(target.id);
      return edge ? new Set([edge.id, edge.source, edge.target]) : null;
    }
    if (!graph.nodes.has(target.id)) return null;
    return new Set([...surroundings(target.id), ...graph.edgesOf(target.id).map((edge) => edge.id)]);
  }

  function hover(target, pointer) {
    view.hovered = target?.kind === "node" ? target.id : null;
    const few = graph.nodes.size + graph.edges.size < MANY;
    const focus = view.selected === null && few ? focusOf(target) : focusOf(view.selected);
    view.focus = focus;
    canvas.draw();
    showTip(target, pointer);
  }

  function showTip(target, pointer) {
    const tip = place("tip");
    tip.hidden = target === null;
    if (target === null) return;
    tip.textContent = target.kind === "node" ? nodeTip(target.id) : edgeTip(graph.edges.get(target.id));
    const frame = place("network");
    tip.style.left = `${Math.min(pointer.x + 14, frame.clientWidth - tip.offsetWidth - 8)}px`;
    tip.style.top = `${Math.min(pointer.y + 14, frame.clientHeight - tip.offsetHeight - 8)}px`;
  }

  function nodeTip(id) {
    const node = graph.nodes.get(id);
    return `${oneLine(node.caption, 120)} · ${counted(degreeOf(node, graph.edgesOf(id).length), "relation")}`;
  }

  function edgeTip(edge) {
    const verb = style.relation(edge.type).label;
    const claims = Number(edge.properties?.claims);
    return [`${oneLine(name(edge.source), 60)} ${verb} ${oneLine(name(edge.target), 60)}`, isContested(edge) ? "contested" : edge.properties?.modality ? modalityOf(edge) : null, claims ? counted(claims, "claim") : null].filter(Boolean).join(" · ");
  }

  function room() {
    const legend = place("legend");
    const wide = place("network").clientWidth > NARROW;
    return { left: wide && legend.open ? legend.offsetWidth : 0, right: wide ? 40 : 0, top: 24, bottom: wide ? 0 : 30 };
  }

  function shortcut(event) {
    const inText = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
    if (inText || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") select(null);
    else if (event.key === "f") canvas.fit();
    else if (event.key === "e" && view.selected?.kind === "node") context.expand?.(view.selected.id);
  }

  function switchTheme() {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    refresh();
  }

  let silence;
  /** A line for the reader, read out too; it goes after `ms` milliseconds when given. */
  function say(message, ms = 0) {
    clearTimeout(silence);
    place("status").textContent = message;
    if (ms) silence = setTimeout(() => say(""), ms);
  }

  return { start, select, visit, say, view, canvas, graph };
}
